package dev.slipway.core.config;

import dev.slipway.core.objective.Objectives;
import java.util.Optional;

/**
 * What is expected of an environment beyond a rollout.
 *
 * @param parity how it may differ from another, absent where nothing is said
 * @param objectives what its users may expect, absent where nothing is said
 */
public record Expectations(Optional<ParityRule> parity, Optional<Objectives> objectives) {
  /** Nothing. */
  public static final Expectations NONE = new Expectations(Optional.empty(), Optional.empty());
}
