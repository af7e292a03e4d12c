package dev.slipway.core.rollout;

/**
 * A rollout's number within its target, counted from 1.
 *
 * @param number 1 and up
 */
public record RolloutId(long number) {
  @Override
  public String toString() {
    return "#" + number;
  }
}
