package dev.slipway.core.rollout;

import java.time.Instant;
import java.util.Optional;

/** What a decision is made from besides the state. */
public sealed interface Input {
  /** The world was looked at. */
  record Observed(Observation observation) implements Input {}

  /**
   * Somebody asked for something.
   *
   * @param at when, on the engine's steady clock
   * @param wall what the clock on the wall showed, where a freeze may be asked about
   */
  record Commanded(Command command, Instant at, Optional<Instant> wall) implements Input {
    /** Where no freeze is asked about. */
    public Commanded(Command command, Instant at) {
      this(command, at, Optional.empty());
    }
  }
}
