package dev.slipway.core.analysis.foresight;

/**
 * Something that a policy cannot do with the traffic there is.
 *
 * @param code stable, {@code SLW-25nn}
 * @param step number of the step it is about, from 1; 0 where it is about all of them
 * @param text what will happen, with its arithmetic
 * @param advice what to do about it
 */
public record Warning(String code, int step, String text, String advice) {
  @Override
  public String toString() {
    return code + " " + text + ". " + advice;
  }
}
