package dev.slipway.core.rollout;

import dev.slipway.core.guard.Freezes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Waiting to begin: what ends it. Until then everything is as it would be without the rollout. */
final class Awaiting {
  private Awaiting() {}

  static Decision decide(TargetState state, Rollout rollout, Phase.Awaiting phase, Observation seen) {
    Clearance clearance = rollout.clearance().orElseThrow();
    Optional<Cause> emergency = Faults.emergency(seen);
    if (emergency.isPresent()) {
      return ended(state, rollout, new ArrayList<>(), "somebody sent all traffic to stable: " + emergency.get().reason());
    }
    if (!seen.at().isBefore(clearance.until()) && clearance.override().isEmpty()) {
      return expired(state, rollout, phase, clearance);
    }
    boolean held = rollout.paused().isPresent() || ForeignChanges.holds(state);
    if (phase.approved() && !held && !Freezing.keeps(rollout, seen.wall())) {
      return Beginning.begun(state, rollout, new ArrayList<>(), seen.at());
    }
    Optional<Freezes.Frozen> frozen = phase.approved() ? Freezing.now(rollout, seen) : Optional.empty();
    if (frozen.isPresent() && !phase.told()) {
      return told(state, rollout, phase, frozen.get());
    }
    return Idle.warm(state, seen);
  }

  private static Decision told(TargetState state, Rollout rollout, Phase.Awaiting phase, Freezes.Frozen frozen) {
    String message = "rollout " + rollout.id() + " of " + rollout.candidate().version() + " is approved and kept " + frozen.words()
        + ". Nothing was started. It begins by itself after that, or with: slipway approve " + state.id().environment()
        + " --override REASON";
    Rollout next = rollout.in(new Phase.Awaiting(true, true, phase.since()));
    return Decision.of(state.with(next), List.of(new Event.Told(message)));
  }

  private static Decision expired(TargetState state, Rollout rollout, Phase.Awaiting phase, Clearance clearance) {
    String why = phase.approved() ? "its approval expired before it could begin"
        : "nobody approved it in time: missing were " + String.join(" and ", clearance.missing());
    String message = "rollout " + rollout.id() + " of " + rollout.candidate().version() + " ended: " + why
        + ". Nothing was started; traffic stays as it is. Deploy again to ask again";
    return ended(state, rollout, new ArrayList<>(List.of(new Event.Told(message))), why);
  }

  /** It never began, so there is nothing to take back. */
  static Decision ended(TargetState state, Rollout rollout, List<Event> events, String reason) {
    events.add(new Event.RolloutEnded(rollout.id(), Event.Outcome.NOT_STARTED, rollout.candidate().id(), reason));
    return Decision.of(state.ended(state.warm()), events);
  }
}
