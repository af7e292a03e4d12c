package dev.slipway.simulator.rule;

import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.Observation;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Router;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.simulator.Violations;
import dev.slipway.simulator.world.Witness;
import dev.slipway.simulator.world.World;
import java.util.List;

/** Weights point at ready instances (1), follow the journal (2), rise on evidence only (3), never on the way back (9) or in a pause. */
final class Weights implements Witness {
  /** The engine may act on a look that is this old. */
  private static final long LOOK_MILLIS = 1_000;

  private final World world;
  private final Violations violations;
  private boolean passedSinceRise;
  private PlatformSeen lastLook = new PlatformSeen(List.of());
  private long stableOutAtMillis = -LOOK_MILLIS;

  Weights(World world, Violations violations) {
    this.world = world;
    this.violations = violations;
  }

  @Override
  public void committed(TargetState before, TargetState after, JournalRecord.Draft draft) {
    for (Event event : draft.events()) {
      if (event instanceof Event.RolloutStarted) {
        passedSinceRise = false;
      } else if (event instanceof Event.Judged j && j.verdict() instanceof Verdict.Passing) {
        passedSinceRise = true;
      }
    }
    boolean emergency =
        draft.input() instanceof Input.Observed(Observation seen) && seen.router().filter(r -> r.override().isPresent()).isPresent();
    if (emergency && before.rollout().filter(r -> goesOn(r, after)).isPresent()) {
      violations.broken("emergency", "somebody sent all traffic to stable, and the rollout goes on");
    }
    if (after.rollout().isEmpty()) {
      return;
    }
    Rollout now = after.rollout().get();
    int weightBefore = before.rollout().filter(r -> r.id().equals(now.id())).map(Rollout::weight).orElse(0);
    boolean wasGoingBack = before.rollout().filter(r -> r.id().equals(now.id())).filter(Rollout::goingBack).isPresent();
    if (wasGoingBack && (!now.goingBack() || now.weight() > weightBefore)) {
      violations.broken("9", "rollout " + now.id() + " was going back and went on to " + now.phase().word() + " at " + now.weight() + "%");
    }
    if (now.weight() > weightBefore) {
      if (!passedSinceRise) {
        violations.broken("3", "weight rose from " + weightBefore + " to " + now.weight() + " without a passing verdict");
      }
      if (draft.input() instanceof Input.Observed && before.rollout().filter(r -> r.paused().isPresent()).isPresent()) {
        violations.broken("pause", "weight rose from " + weightBefore + " to " + now.weight() + " in a paused rollout");
      }
      passedSinceRise = false;
    }
  }

  /** What only waited has nothing to take back: it ends at once. */
  private static boolean goesOn(Rollout was, TargetState after) {
    return was.awaiting() ? after.rollout().filter(r -> r.id().equals(was.id())).isPresent()
        : !was.goingBack() && after.rollout().filter(Rollout::goingBack).isEmpty();
  }

  @Override
  public void applied(RoutingTable before, RoutingTable table, Router.Fence fence) {
    for (ReleaseRoute route : table.routes()) {
      if (route.weight() > 0) {
        servable(route);
      }
    }
    TargetState state = world.store().state();
    if (state.rollout().isEmpty() || fence.epoch() < world.store().epoch()) {
      return;
    }
    Rollout rollout = state.rollout().get();
    int given = table.weightOf(rollout.candidate().id());
    boolean outNow = state.stable().filter(s -> world.platform().truth().ready(s.id()) == 0).isPresent();
    boolean stableOut = outNow || state.stable().isPresent() && world.time().nowMillis() - stableOutAtMillis <= LOOK_MILLIS;
    if (given > rollout.weight() && !stableOut) {
      violations.broken("2", "the router gives the candidate " + given + "%, the journal says " + rollout.weight() + "%");
    }
  }

  private void servable(ReleaseRoute route) {
    boolean any = false;
    for (Backend backend : route.backends()) {
      any |= !backend.draining();
      if (!backend.draining() && fresh(backend.instance())) {
        violations.broken("1", "the router sends traffic to " + backend.instance() + ", which was never ready");
      }
    }
    if (!any) {
      violations.broken("1", route.release() + " has " + route.weight() + "% and no instance that takes requests");
    }
  }

  private boolean fresh(InstanceId id) {
    for (Instance i : world.platform().truth().instances()) {
      if (i.id().equals(id)) {
        return i.condition() == Condition.STARTING && i.restarts() == 0;
      }
    }
    return false;
  }

  @Override
  public void elapsed(long millis) {
    PlatformSeen look = world.platform().truth();
    if (look != lastLook || stableOutAtMillis == world.time().nowMillis()) {
      lastLook = look;
      boolean out = world.store().state().stable().filter(s -> look.ready(s.id()) == 0).isPresent();
      stableOutAtMillis = out ? world.time().nowMillis() + millis : stableOutAtMillis;
    }
  }
}
