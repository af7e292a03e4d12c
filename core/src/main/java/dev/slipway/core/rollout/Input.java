package dev.slipway.core.rollout;

import java.time.Instant;

/** What a decision is made from besides the state. */
public sealed interface Input {
  /** The world was looked at. */
  record Observed(Observation observation) implements Input {}

  /** Somebody asked for something, at a moment of the engine's steady clock. */
  record Commanded(Command command, Instant at) implements Input {}
}
