package dev.slipway.simulator;

import dev.slipway.simulator.scenario.Scenario.Interruption;
import java.util.List;
import java.util.Optional;

/** Counts the places right before and after an effect, and knows at which a server is to be interrupted. */
final class Boundaries {
  private final List<Interruption> interruptions;
  private int crossed;
  private int next;

  Boundaries(List<Interruption> interruptions) {
    this.interruptions = interruptions;
  }

  /** One more is crossed. */
  Optional<Interruption> cross() {
    crossed++;
    while (next < interruptions.size() && interruptions.get(next).boundary() < crossed) {
      next++;
    }
    return next < interruptions.size() && interruptions.get(next).boundary() == crossed
        ? Optional.of(interruptions.get(next++))
        : Optional.empty();
  }

  int crossed() {
    return crossed;
  }
}
