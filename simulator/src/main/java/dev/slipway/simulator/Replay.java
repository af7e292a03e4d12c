package dev.slipway.simulator;

import dev.slipway.core.rollout.Decision;
import dev.slipway.engine.loop.Decide;
import dev.slipway.simulator.world.SimStore;
import java.util.List;

/** Decides a recorded run again: the same inputs must lead to the same states and events (invariant 15). */
final class Replay {
  private Replay() {}

  static void check(Decide decide, List<SimStore.Entry> entries, Violations violations) {
    for (SimStore.Entry entry : entries) {
      Decision again = decide.decide(entry.before(), entry.draft().input());
      if (!again.state().equals(entry.after()) || !again.events().equals(entry.draft().events())) {
        violations.broken("15", "decided again, " + entry.draft().input() + " leads to " + again + " and not to " + entry.after());
        return;
      }
    }
  }
}
