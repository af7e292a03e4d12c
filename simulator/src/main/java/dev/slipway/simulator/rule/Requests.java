package dev.slipway.simulator.rule;

import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.ForeignChanges;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.simulator.Violations;
import dev.slipway.simulator.scenario.Happening.Part;
import dev.slipway.simulator.world.Share;
import dev.slipway.simulator.world.Witness;
import dev.slipway.simulator.world.World;
import java.util.List;
import java.util.function.BooleanSupplier;

/** No request fails because of Slipway (A4), and a candidate that was found bad gets none after five seconds (10). */
final class Requests implements Witness {
  private static final long MOST_MILLIS_TO_ZERO = 5_000;
  private static final long MOST_MILLIS_UNSERVED = 2_500;

  private final World world;
  private final Violations violations;
  private final BooleanSupplier engineWorks;
  private long goingBackMillis;
  private long unservedMillis;

  Requests(World world, Violations violations, BooleanSupplier engineWorks) {
    this.world = world;
    this.violations = violations;
    this.engineWorks = engineWorks;
  }

  @Override
  public void elapsed(long millis) {
    List<Share> shares = world.traffic().shares();
    boolean answered = false;
    for (Share share : shares) {
      answered |= share.answered();
      if (share.stopped()) {
        violations.broken("A4", share.release() + " gets " + share.percent() + "% on an instance that was stopped");
      }
    }
    TargetState state = world.store().state();
    served(state, answered, millis);
    back(state, shares, millis);
  }

  /** Where stable has ready instances, requests are answered; the engine may need a moment to take dead ones out. */
  private void served(TargetState state, boolean answered, long millis) {
    boolean could = state.stable().filter(s -> world.platform().truth().ready(s.id()) > 0).isPresent();
    unservedMillis = could && !answered && healthy() ? unservedMillis + millis : 0;
    if (unservedMillis > MOST_MILLIS_UNSERVED) {
      violations.broken("A4", "no request is answered though stable has ready instances");
    }
  }

  private void back(TargetState state, List<Share> shares, long millis) {
    if (state.rollout().isEmpty() || !(state.rollout().get().phase() instanceof Phase.GoingBack)) {
      goingBackMillis = 0;
      return;
    }
    Rollout rollout = state.rollout().get();
    boolean still = false;
    for (Share share : shares) {
      still |= share.release().equals(rollout.candidate().id());
    }
    if (still && healthy() && carries(state) && !ForeignChanges.holds(state)) {
      goingBackMillis += millis;
    }
    if (goingBackMillis > MOST_MILLIS_TO_ZERO) {
      violations.broken("10", "rollout " + rollout.id() + " goes back, and the candidate has traffic " + goingBackMillis + " ms later");
    }
  }

  /** On the first deploy there is nothing that must carry the traffic instead. */
  private boolean carries(TargetState state) {
    PlatformSeen truth = world.platform().truth();
    return state.stable().filter(s -> truth.ready(s.id()) < enough(s)).isEmpty();
  }

  private static int enough(Release stable) {
    return stable.run().instances();
  }

  private boolean healthy() {
    return engineWorks.getAsBoolean()
        && !world.out(Part.ROUTER)
        && !world.out(Part.ROUTER_LATE)
        && !world.out(Part.STORE)
        && !world.out(Part.PLATFORM);
  }
}
