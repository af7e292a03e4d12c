package dev.slipway.simulator.rule;

import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.simulator.Violations;
import dev.slipway.simulator.scenario.Happening.Part;
import dev.slipway.simulator.world.Witness;
import dev.slipway.simulator.world.World;

/** Going back needs no store (8); with one that answers, an engine goes back by what is committed, and declares no emergency of its own. */
final class Emergencies implements Witness {
  /** From the call that the store did not answer to the effect at the router. */
  private static final long LATE_MILLIS = 2_000;

  private final World world;
  private final Violations violations;
  private long outUntilMillis = Long.MIN_VALUE;

  Emergencies(World world, Violations violations) {
    this.world = world;
    this.violations = violations;
  }

  @Override
  public void elapsed(long millis) {
    if (away()) {
      outUntilMillis = world.time().nowMillis() + LATE_MILLIS;
    }
  }

  /** Also where only one server does not reach it: what that declares is a rollback too many at most, never one too few. */
  private boolean away() {
    return world.out(Part.STORE) || world.out(Part.STORE_REPLIES) || world.store().unreached();
  }

  @Override
  public void declared(RouterSeen.Override why) {
    if (!away() && world.time().nowMillis() > outUntilMillis) {
      violations.broken("8", "an emergency was declared though the store answers: " + why.reason());
    }
    TargetState state = world.store().state();
    if (state.rollout().isEmpty()) {
      violations.broken("8", "an emergency was declared and no rollout is under way: " + why.reason());
    }
  }
}
