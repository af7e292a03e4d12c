package dev.slipway.core.rollout;

import dev.slipway.core.rollout.Event.WarmReleased;
import java.util.List;
import java.util.Optional;

/** Between rollouts: lets the warm release go when its window is over and starts what was queued. */
final class Idle {
  private Idle() {}

  static Decision decide(TargetState state, Observation seen) {
    if (state.queued().isPresent()) {
      Command.Deploy next = state.queued().get();
      return Commanding.decide(state.queueing(Optional.empty()), next, seen.at());
    }
    if (state.warm().isPresent() && !seen.at().isBefore(state.warm().get().until())) {
      return Decision.of(
          state.cooled(), List.of(new WarmReleased(state.warm().get().release().id(), "its warm window is over")));
    }
    return Decision.none(state);
  }
}
