package dev.slipway.core.rollout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Stopping the way forward, and going on. */
final class Pausing {
  private Pausing() {}

  static Decision pause(TargetState state, Rollout rollout, Command.Pause command, Instant at) {
    if (rollout.goingBack()) {
      return Decision.refused(state, "SLW-2009", "rollout " + rollout.id() + " is going back; a way back is not paused. Nothing changed");
    }
    if (rollout.paused().isPresent()) {
      return Decision.alreadySo(state, "SLW-2010", "rollout " + rollout.id() + " is paused already, by " + rollout.paused().get().by());
    }
    Rollout next = rollout.pausedBy(Optional.of(new Rollout.Pause(command.by(), command.reason(), at)));
    return Decision.of(state.with(next), List.of(new Event.Paused(command.by(), command.reason())));
  }

  /** Going on also answers what somebody else changed at the router: it becomes again what was decided. */
  static Decision resume(TargetState state, Command.Resume command, Instant at) {
    if (!ForeignChanges.holds(state)) {
      return Commanding.onRollout(state, r -> resume(state, r, command, at));
    }
    TargetState answered = ForeignChanges.answered(state, command.by());
    TargetState next = answered.rollout().filter(r -> r.paused().isPresent()).map(r -> answered.with(unpaused(r, at))).orElse(answered);
    return Decision.of(next, List.of(new Event.Resumed(command.by())));
  }

  private static Decision resume(TargetState state, Rollout rollout, Command.Resume command, Instant at) {
    if (rollout.paused().isEmpty()) {
      return Decision.alreadySo(state, "SLW-2011", "rollout " + rollout.id() + " is not paused");
    }
    return Decision.of(state.with(unpaused(rollout, at)), List.of(new Event.Resumed(command.by())));
  }

  private static Rollout unpaused(Rollout rollout, Instant at) {
    return rollout.pausedBy(Optional.empty()).in(rollout.phase().restarted(at));
  }
}
