package dev.slipway.simulator.rule;

import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.simulator.Violations;
import dev.slipway.simulator.scenario.Happening.Part;
import dev.slipway.simulator.world.Share;
import dev.slipway.simulator.world.Witness;
import dev.slipway.simulator.world.World;
import java.util.function.BooleanSupplier;

/**
 * Over any minute the candidate gets at most its journaled weight and two points more of the traffic (2). Held more strictly: what it
 * gets too much, less what it gets too little, never adds up to two points for a minute, however long that takes.
 */
final class ActualShare implements Witness {
  private static final long MOST_POINT_MILLIS = 2 * 60_000;

  private final World world;
  private final Violations violations;
  private final BooleanSupplier engineWorks;
  private long tooMuch;

  ActualShare(World world, Violations violations, BooleanSupplier engineWorks) {
    this.world = world;
    this.violations = violations;
    this.engineWorks = engineWorks;
  }

  @Override
  public void elapsed(long millis) {
    TargetState state = world.store().state();
    if (state.rollout().isEmpty() || !healthy(state) || world.router().foreign()) {
      tooMuch = 0;
      return;
    }
    Rollout rollout = state.rollout().get();
    long percent = 0;
    for (Share share : world.traffic().shares()) {
      percent += share.release().equals(rollout.candidate().id()) ? share.percent() : 0;
    }
    tooMuch = Math.max(0, tooMuch + (percent - rollout.weight()) * millis);
    if (tooMuch > MOST_POINT_MILLIS) {
      violations.broken("2",
          "rollout " + rollout.id() + " gets " + percent + "% where " + rollout.weight() + "% are journaled, for too long");
    }
  }

  /** Where stable has no instance, somebody must answer; where router or engine are away, nothing can be moved. */
  private boolean healthy(TargetState state) {
    boolean stableAnswers = state.stable().filter(s -> world.platform().truth().ready(s.id()) > 0).isPresent();
    return stableAnswers && engineWorks.getAsBoolean() && !world.out(Part.ROUTER) && !world.out(Part.ROUTER_LATE) && !world.out(Part.STORE)
        && !world.out(Part.PLATFORM);
  }
}
