package dev.slipway.core.config;

import java.util.Optional;

/**
 * What is expected of an environment beyond a rollout.
 *
 * @param parity how it may differ from another, absent where nothing is said
 */
public record Expectations(Optional<ParityRule> parity) {
  /** Nothing. */
  public static final Expectations NONE = new Expectations(Optional.empty());
}
