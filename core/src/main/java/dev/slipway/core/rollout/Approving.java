package dev.slipway.core.rollout;

import dev.slipway.core.guard.Freezes;
import dev.slipway.core.release.Digest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What people say to a rollout that waits to begin. What they may say at all, the server has made sure of; this is what it counts for. */
final class Approving {
  private Approving() {}

  static Decision approve(TargetState state, Command.Approve said, Instant at) {
    Optional<Decision> unfit = unfit(state, said.rollout(), Optional.of(said.bound()), at);
    if (unfit.isPresent()) {
      return unfit.get();
    }
    Rollout rollout = state.rollout().orElseThrow();
    Clearance clearance = rollout.clearance().orElseThrow();
    if (Clearance.same(said.by(), rollout.by())) {
      return Decision.refused(state, "SLW-2064", said.by() + " asked for rollout " + rollout.id()
          + " and cannot approve it, with whatever credential. Nothing changed. Missing are " + String.join(" and ", clearance.missing()));
    }
    if (clearance.has(said.by())) {
      return Decision.refused(state, "SLW-2065", said.by() + " has approved rollout " + rollout.id() + " already; one person counts once. "
          + "Nothing changed. Missing are " + String.join(" and ", clearance.missing()));
    }
    List<String> counts = clearance.countsFor(said.groups());
    if (counts.isEmpty()) {
      return Decision.refused(state, "SLW-2066", said.by() + " belongs to none of the groups whose approval rollout " + rollout.id()
          + " waits for. Nothing changed. Missing are " + String.join(" and ", clearance.missing()));
    }
    Event given = new Event.ApprovalGiven(said.by(), counts, said.bound(), said.reason());
    return cleared(state, rollout, clearance.with(new Clearance.Given(said.by(), counts)), given);
  }

  static Decision override(TargetState state, Command.Override said, Instant at, Optional<Instant> wall) {
    Optional<Decision> unfit = unfit(state, said.rollout(), Optional.of(said.bound()), at);
    if (unfit.isPresent()) {
      return unfit.get();
    }
    Rollout rollout = state.rollout().orElseThrow();
    Clearance clearance = rollout.clearance().orElseThrow();
    Event event = new Event.Overridden(said.by(), said.reason(), overridden(clearance, wall));
    return cleared(state, rollout, clearance.with(new Clearance.Override(said.by(), said.reason())), event);
  }

  /** What an admin's word stands in for, as far as it is missing. */
  static List<String> overridden(Clearance clearance, Optional<Instant> wall) {
    Stream<String> approvals = clearance.missing().stream().map(m -> "approval by " + m);
    Stream<String> freeze = wall.flatMap(at -> Freezes.at(clearance.guard().freeze(), at)).stream().map(f -> "freeze " + f.window());
    return Stream.concat(approvals, freeze).toList();
  }

  static Decision deny(TargetState state, Command.Deny said, Instant at) {
    return unfit(state, said.rollout(), Optional.empty(), at).orElseGet(
        () -> Awaiting.ended(
            state, state.rollout().orElseThrow(), new ArrayList<>(List.of(new Event.ApprovalDenied(said.by(), said.reason()))),
            "denied by " + said.by() + (said.reason().isEmpty() ? "" : ": " + said.reason())));
  }

  private static Decision cleared(TargetState state, Rollout rollout, Clearance next, Event event) {
    List<Event> events = new ArrayList<>(List.of(event));
    Rollout told = rollout.cleared(next);
    if (next.enough() && rollout.phase() instanceof Phase.Awaiting a && !a.approved()) {
      told = told.in(new Phase.Awaiting(true, false, a.since()));
      events.add(new Event.PhaseEntered(told.phase().word(), 0, 0));
    }
    return Decision.of(state.with(told), events);
  }

  /** Why nothing can be said to a rollout, or not this: a word for one rollout is none for another. */
  private static Optional<Decision> unfit(TargetState state, RolloutId meant, Optional<Digest> bound, Instant at) {
    Optional<Rollout> waiting = state.rollout().filter(Rollout::awaiting);
    String look = ". Nothing changed. See what waits: slipway status " + state.id().environment();
    if (waiting.isEmpty()) {
      return Optional.of(Decision.refused(state, "SLW-2060", "no rollout waits for approval in " + state.id() + look));
    }
    Clearance clearance = waiting.get().clearance().orElseThrow();
    if (!waiting.get().id().equals(meant)) {
      return Optional.of(Decision.refused(state, "SLW-2061", "this is said to rollout " + meant + " of " + state.id() + ", and rollout "
          + waiting.get().id() + " waits for approval" + look));
    }
    if (bound.filter(b -> !b.equals(clearance.bound())).isPresent()) {
      return Optional.of(Decision.refused(state, "SLW-2062", "what was approved is not what waits: rollout " + meant + " of " + state.id()
          + " is bound to " + clearance.bound().brief() + "…, not to " + bound.get().brief() + "…" + look));
    }
    if (bound.isPresent() && !at.isBefore(clearance.until()) && clearance.override().isEmpty()) {
      return Optional.of(Decision.refused(state, "SLW-2063", "the time to approve rollout " + meant + " of " + state.id() + " is over"
          + ". Nothing changed. Deploy again to ask again"));
    }
    return Optional.empty();
  }
}
