package dev.slipway.core.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What follows when somebody else changes a router: it is left as they made it, the rollout stops proceeding, and people are told. Only a
 * person's word, or a way back, puts it right; and once only, for whoever changes it again means it.
 */
public final class ForeignChanges {
  private ForeignChanges() {}

  /** Whether the router is to be left as somebody else made it. */
  public static boolean holds(TargetState state) {
    return state.foreign().filter(f -> f.answeredBy().isEmpty()).isPresent();
  }

  /** Whether what is in force at the router may be written over. */
  public static boolean mayWrite(TargetState state, RouterSeen router) {
    boolean answered = state.foreign().filter(f -> f.answeredBy().isPresent() && router.generation() <= f.generation()).isPresent();
    return router.foreign().isPresent() ? answered : !holds(state);
  }

  /** The same state with somebody's word that the router becomes again what was decided. */
  static TargetState answered(TargetState state, String by) {
    return state.changedByOthers(state.foreign().map(f -> f.answeredBy().isPresent() ? f
        : new ForeignChange(f.what(), f.at(), f.generation(), Optional.of(by))));
  }

  /** What was noticed of a change, or of its end. */
  static Decision notice(TargetState state, Observation seen) {
    if (seen.router().isEmpty()) {
      return Decision.none(state);
    }
    RouterSeen router = seen.router().get();
    Optional<ForeignChange> known = state.foreign();
    if (router.foreign().isPresent()) {
      boolean anew = known.isEmpty() || (known.get().answeredBy().isPresent() && router.generation() > known.get().generation());
      return anew ? changed(state, new ForeignChange(router.foreign().get(), seen.at(), router.generation(), Optional.empty()))
          : Decision.none(state);
    }
    if (known.isPresent() && state.rollout().filter(Rollout::goingBack).isPresent()) {
      return remembered(state);
    }
    return known.isPresent() ? Decision.of(state.changedByOthers(Optional.empty()),
        List.of(new Event.Told("the router of " + state.id() + " is as it was decided again")))
        : Decision.none(state);
  }

  /** Until its end a way back remembers that there was a change, so that it writes over the first one only. */
  private static Decision remembered(TargetState state) {
    return holds(state) ? Decision.of(answered(state, "whoever changed it"),
        List.of(new Event.Told("the router of " + state.id() + " is as it was decided again")))
        : Decision.none(state);
  }

  /** A way back that meets the first change writes over it: traffic must not stay where it hurts. It does so once. */
  private static Decision changed(TargetState state, ForeignChange change) {
    List<Event> events = new ArrayList<>(List.of(new Event.RouterChanged(change.what())));
    TargetState noted = state.changedByOthers(Optional.of(change));
    Optional<Rollout> rollout = state.rollout();
    if (rollout.filter(Rollout::goingBack).isPresent()) {
      boolean first = state.foreign().isEmpty();
      events.add(new Event.Told(first ? "the way back puts the router right once" : "SLW-2017 " + told(state, change)));
      return Decision.of(first ? answered(noted, "the way back") : noted, events);
    }
    events.add(new Event.Told("SLW-2017 " + told(state, change)));
    if (rollout.isEmpty() || rollout.get().paused().isPresent()) {
      return Decision.of(noted, events);
    }
    String reason = "somebody else changed the router: " + change.what();
    events.add(new Event.Paused("slipway", reason));
    return Decision.of(noted.with(rollout.get().pausedBy(Optional.of(new Rollout.Pause("slipway", reason, change.at())))), events);
  }

  /** What people are told of a change that holds. */
  public static String told(TargetState state, ForeignChange change) {
    String env = state.id().environment();
    return "somebody else changed the router of " + state.id() + ": " + change.what()
        + ". Traffic stays as they made it and Slipway writes nothing there. To put back what was decided: slipway resume " + env
        + "; to send everything to stable: slipway abort " + env;
  }
}
