package dev.slipway.simulator.planted;

import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Rollout;
import java.util.List;

/** Bugs about the checks on the live address. */
final class WrongChecks {
  private WrongChecks() {}

  static List<Planted> all() {
    return List.of(new Planted("a step goes on before its live checks have passed", () -> Wrong.believed((r, at) -> passedOver(r))));
  }

  private static Rollout passedOver(Rollout r) {
    return r.phase() instanceof Phase.Baking b ? r.in(new Phase.Baking(b.step(), b.held(), b.since())) : r;
  }
}
