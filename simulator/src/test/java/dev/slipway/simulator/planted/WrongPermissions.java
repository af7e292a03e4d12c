package dev.slipway.simulator.planted;

import dev.slipway.core.rollout.Clearance;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.simulator.Plant;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Bugs of approvals and freezes. */
final class WrongPermissions {
  private static final Duration LONG = Duration.ofDays(3_650);

  private WrongPermissions() {}

  static List<Planted> all() {
    return List.of(
        new Planted("who asked approves as well", () -> heard((state, a) -> new Command.Approve(
            a.by().equals("anna") ? "nobody" : a.by(), a.rollout(), a.bound(), a.groups(), a.reason()))),
        new Planted("an approval of something else counts", () -> heard((state, a) -> new Command.Approve(
            a.by(), a.rollout(), bound(state).map(Clearance::bound).orElse(a.bound()), a.groups(), a.reason()))),
        new Planted("an override of something else counts", () -> Wrong.planted(right -> (state, input) -> right.decide(state,
            meant(state, input)))),
        new Planted("an approver needs no group", () -> heard((state, a) -> new Command.Approve(
            a.by(), a.rollout(), a.bound(), List.of("managers"), a.reason()))),
        new Planted("the first approval is enough", () -> Wrong.decided(WrongPermissions::enough)),
        new Planted("approvals never expire", () -> Wrong.believed(WrongPermissions::lasting)),
        new Planted("nobody looks at the calendar", () -> Wrong.seen((state, seen) ->
            seen.wall().map(w -> seen.on(w.plus(LONG))).orElse(seen))),
        new Planted("a deploy does not look at the calendar", () -> Wrong.planted(right -> (state, input) ->
            right.decide(state, input instanceof Input.Commanded c ? later(c) : input))),
        new Planted("a rollback waits for approval", () -> Wrong.decided(WrongPermissions::waitingBack)));
  }

  private static Input meant(TargetState state, Input input) {
    return input instanceof Input.Commanded c && c.command() instanceof Command.Override o
        ? new Input.Commanded(
            new Command.Override(o.by(), o.rollout(), bound(state).map(Clearance::bound).orElse(o.bound()), o.reason()), c.at(), c.wall())
        : input;
  }

  private static Input later(Input.Commanded c) {
    return new Input.Commanded(c.command(), c.at(), c.wall().map(w -> w.plus(LONG)));
  }

  private static Plant heard(BiFunction<TargetState, Command.Approve, Command> wrongly) {
    return Wrong.planted(right -> (state, input) ->
        right.decide(state, input instanceof Input.Commanded c && c.command() instanceof Command.Approve a
            ? new Input.Commanded(wrongly.apply(state, a), c.at(), c.wall()) : input));
  }

  private static Optional<Clearance> bound(TargetState state) {
    return state.rollout().flatMap(Rollout::clearance);
  }

  private static Decision enough(TargetState before, Input input, Decision d) {
    boolean one = bound(d.state()).filter(c -> !c.given().isEmpty()).isPresent();
    return d.state().rollout().filter(r -> one && r.phase() instanceof Phase.Awaiting a && !a.approved())
        .map(r -> Decision.of(d.state().with(r.in(new Phase.Awaiting(true, false, r.phase().since()))), d.events())).orElse(d);
  }

  private static Rollout lasting(Rollout r, Instant at) {
    return new Rollout(
        r.id(), r.kind(), r.candidate(), r.plan(), r.policy(), r.settings(), r.attempt(), r.by(), r.startedAt(), r.phase(), r.weight(),
        r.watching(), r.paused(), r.approval(), r.clearance().map(c -> new Clearance(
            c.guard(), c.own(), c.bound(), at.plus(LONG), c.proven(), c.given(), c.override())));
  }

  private static Decision waitingBack(TargetState before, Input input, Decision d) {
    boolean back = input instanceof Input.Commanded c && c.command() instanceof Command.Rollback;
    return d.state().rollout().filter(r -> back && r.kind() == Rollout.Kind.ROLLBACK)
        .map(r -> Decision.of(d.state().with(r.in(new Phase.Awaiting(false, false, r.phase().since()))), d.events())).orElse(d);
  }
}
