package dev.slipway.core.rollout;

import dev.slipway.core.rollout.Event.DeployUnqueued;
import dev.slipway.core.rollout.Event.WarmReleased;
import java.util.List;
import java.util.Optional;

/** Between rollouts: lets the warm release go when its window is over and starts what was queued. */
final class Idle {
  private Idle() {}

  static Decision decide(TargetState state, Observation seen) {
    if (state.queued().isPresent() && !ForeignChanges.holds(state) && !Freezing.keeps(state, state.queued().get(), seen.wall())) {
      return begin(state.queueing(Optional.empty()), state.queued().get(), seen);
    }
    return warm(state, seen);
  }

  /** The release of before is let go when its time is over. */
  static Decision warm(TargetState state, Observation seen) {
    if (state.warm().isPresent() && !seen.at().isBefore(state.warm().get().until())) {
      return Decision.of(
          state.cooled(), List.of(new WarmReleased(state.warm().get().release().id(), "its warm window is over")));
    }
    return Decision.none(state);
  }

  /** What cannot begin now that its turn has come is told and dropped: it would keep every later deploy waiting. */
  private static Decision begin(TargetState state, Command.Deploy next, Observation seen) {
    Decision decision = Commanding.decide(state, next, seen.at(), seen.wall());
    return decision.refusal().map(r -> Decision.of(state, List.of(new DeployUnqueued(next.release().id(), "slipway", r.message()))))
        .orElse(decision);
  }
}
