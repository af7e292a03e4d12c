package dev.slipway.simulator.planted;

import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.ForeignChange;
import dev.slipway.core.rollout.ForeignChanges;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetState;
import java.util.List;
import java.util.Optional;

/** Bugs of what follows when somebody else changes the router. */
final class WrongRouters {
  private WrongRouters() {}

  static List<Planted> all() {
    return List.of(
        new Planted("what somebody else changed at the router is not noticed",
            () -> Wrong.seen((state, seen) -> Wrong.router(seen, WrongRouters::ours))),
        new Planted("what somebody else changed is written over at once", () -> Wrong.decided((before, input, d) -> answered(d))),
        new Planted("a rollout goes on at a router that somebody else changed", () -> Wrong.decided((before, input, d) -> unpaused(d))));
  }

  private static RouterSeen ours(RouterSeen s) {
    return new RouterSeen(s.epoch(), s.generation(), s.settings(), s.table(), s.drained(), s.busy(), s.preview(), s.override());
  }

  private static Decision answered(Decision d) {
    TargetState s = d.state();
    Optional<ForeignChange> answered = s.foreign().map(f -> new ForeignChange(f.what(), f.at(), f.generation(), Optional.of("nobody")));
    TargetState next = new TargetState(
        s.id(), s.settings(), s.stable(), s.warm(), s.rollout(), s.queued(), s.rollouts(), s.sentBack(), s.router(), answered,
        s.guard(), s.receivers(), s.access(), s.wrong());
    return new Decision(next, d.events(), d.refusal());
  }

  private static Decision unpaused(Decision d) {
    return d.state().rollout().filter(r -> ForeignChanges.holds(d.state()))
        .map(r -> new Decision(d.state().with(r.pausedBy(Optional.empty())), d.events(), d.refusal())).orElse(d);
  }
}
