package dev.slipway.core.rollout;

import dev.slipway.core.guard.Freezes;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.strategy.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a command changes. */
final class Commanding {
  private Commanding() {}

  static Decision decide(TargetState state, Command command, Instant at, Optional<Instant> wall) {
    return switch (command) {
      case Command.Deploy d -> deploy(state, d, at, wall);
      case Command.Rollback r -> rollback(state, r, at);
      case Command.Approve a -> Approving.approve(state, a, at);
      case Command.Deny d -> Approving.deny(state, d, at);
      case Command.Override o -> Approving.override(state, o, at, wall);
      case Command.Unqueue u -> Queueing.unqueue(state, u);
      case Command.Remove r -> remove(state, r);
      case Command.Adopt a -> Adoption.decide(state, a);
      case Command.Administer _, Command.Shorten _ -> Administering.misplaced(state);
      case Command.NoteProblem n -> Noting.decide(state, n);
      case Command.Pause p -> onRollout(state, r -> Pausing.pause(state, r, p, at));
      case Command.Resume c -> Pausing.resume(state, c, at);
      case Command.Promote p -> onRollout(state, r -> promote(state, r, p, at));
      case Command.Abort a -> onRollout(state, r -> turnRound(state, r, new Cause.Person(a.by(), a.reason()), at));
    };
  }

  static Decision onRollout(TargetState state, java.util.function.Function<Rollout, Decision> then) {
    return state.rollout().map(then)
        .orElseGet(() -> Decision.refused(state, "SLW-2001", "no rollout is under way in " + state.id() + ". Traffic is as it was. See: slipway status"));
  }

  private static Decision deploy(TargetState state, Command.Deploy deploy, Instant at, Optional<Instant> wall) {
    Optional<Freezes.Frozen> frozen = Freezing.of(state, deploy, wall);
    if (frozen.isPresent() && deploy.whenBusy() == Command.WhenBusy.SUPERSEDE) {
      return Queueing.frozen(state, deploy, frozen.get());
    }
    if (state.rollout().isPresent()) {
      return Queueing.whileBusy(state, state.rollout().get(), deploy, at);
    }
    Optional<Decision> stuck = Rerouting.refused(state, deploy);
    if (stuck.isPresent()) {
      return stuck.get();
    }
    Optional<Release> stable = state.stable();
    boolean same = stable.filter(s -> s.sameContent(deploy.release())).isPresent();
    if (same && !deploy.force()) {
      return Decision.alreadySo(
          state, "SLW-2002", deploy.release().version() + " is stable in " + state.id() + " already, with the same artifact and configuration. Nothing to do (--force rolls it out again)");
    }
    if (frozen.isPresent()) {
      return Queueing.frozen(state, deploy, frozen.get());
    }
    Release candidate = same || taken(state, deploy.release().id()) ? renamed(deploy.release(), state.rollouts() + 1) : deploy.release();
    Plan plan = Plan.compile(deploy.policy().strategy(), candidate.run().instances(), stable.map(s -> s.run().instances()).orElse(0));
    return Beginning.begin(state, Rollout.Kind.DEPLOY, candidate, plan, deploy.policy(), deploy, at, wall);
  }

  /** The task of a hook, with an id that no other run of it has. */
  static Task hook(RolloutId rollout, String when, int index, Policy.Hook hook, Release candidate) {
    return new Task(rollout.number() + "-" + when + "-" + index, new Task.Work.RunHook(hook, candidate.id(), candidate.version()));
  }

  private static Decision rollback(TargetState state, Command.Rollback command, Instant at) {
    if (state.rollout().filter(Rollout::awaiting).isPresent()) {
      return pastWaiting(state, state.rollout().get(), command, at);
    }
    if (state.rollout().isPresent()) {
      Rollout rollout = state.rollout().get();
      if (command.to().isEmpty() || state.stable().filter(s -> s.id().equals(command.to().get().id())).isPresent()) {
        return turnRound(state, rollout, new Cause.Person(command.by(), command.reason()), at);
      }
      return Decision.refused(
          state, "SLW-2004", "rollout " + rollout.id() + " is under way in " + state.id() + ": it goes back to stable only. Nothing changed. Run: slipway rollback "
              + state.id().environment() + ", then again with the release");
    }
    Optional<Release> to = command.to().or(() -> state.warm().map(TargetState.Warm::release));
    if (to.isEmpty()) {
      return Decision.refused(
          state, "SLW-2005", "no release of before is warm in " + state.id() + ". Traffic stays as it is. Name one with --to; slipway history "
              + state.id().environment() + " lists them");
    }
    Release candidate = to.get();
    if (state.stable().filter(s -> s.id().equals(candidate.id())).isPresent()) {
      return Decision.alreadySo(state, "SLW-2006", candidate.version() + " is stable in " + state.id() + " already. Nothing to do");
    }
    if (state.stable().isEmpty() || state.settings().isEmpty()) {
      return Decision.refused(state, "SLW-2007", state.id() + " has no stable release to go back from. Nothing changed");
    }
    Policy policy = Returning.policy(candidate, state.settings().get());
    Command.Deploy asDeploy =
        new Command.Deploy(command.by(), candidate, policy, state.settings().get(), Command.WhenBusy.REFUSE, false, command.reason());
    Plan plan = Returning.plan(candidate, state.stable().get(), state.settings().get());
    TargetState answered = ForeignChanges.answered(state, command.by());
    return Beginning.begin(answered, Rollout.Kind.ROLLBACK, candidate, plan, policy, asDeploy, at, Optional.empty());
  }

  /** What waits to begin has nothing to go back from: meant is the stable release, and a way back waits for nobody's approval. */
  private static Decision pastWaiting(TargetState state, Rollout waiting, Command.Rollback command, Instant at) {
    Decision dropped = Awaiting.ended(state, waiting, new ArrayList<>(), "a rollback by " + command.by() + " took its place");
    Decision back = rollback(dropped.state(), command, at);
    List<Event> events = new ArrayList<>(dropped.events());
    events.addAll(back.events());
    return back.refusal().isPresent() ? new Decision(state, List.of(), back.refusal()) : Decision.of(back.state(), events);
  }

  private static Decision remove(TargetState state, Command.Remove command) {
    if (state.rollout().isPresent()) {
      return Decision.refused(
          state, "SLW-2004", "rollout " + state.rollout().get().id() + " is under way in " + state.id() + ". Nothing changed. Abort it first: slipway abort " + state.id().environment());
    }
    if (state.stable().isEmpty() && state.settings().isEmpty()) {
      return Decision.alreadySo(state, "SLW-2015", "nothing runs in " + state.id() + ". Nothing to do");
    }
    return Decision.of(state.takenDown(), List.of(new Event.TargetRemoved(command.by(), command.reason())));
  }

  private static Decision promote(TargetState state, Rollout rollout, Command.Promote command, Instant at) {
    if (rollout.goingBack()) {
      return Decision.refused(state, "SLW-2012", "rollout " + rollout.id() + " is going back and cannot be promoted. Traffic is returning to stable. Deploy again when it has ended");
    }
    if (rollout.awaiting()) {
      return Decision.refused(state, "SLW-2067", "rollout " + rollout.id()
          + " waits for approval, which promote does not give. Nothing changed. See what is to be approved: slipway approve " + state.id().environment());
    }
    if (ForeignChanges.holds(state)) {
      return Rerouting.unanswered(state);
    }
    int step = rollout.stepIndex();
    Phase phase = rollout.paused().isPresent() ? rollout.phase().restarted(at) : rollout.phase();
    Rollout next = rollout.in(phase).pausedBy(Optional.empty())
        .approvedBy(Optional.of(new Rollout.Approval(command.by(), step, command.full())));
    return Decision.of(state.with(next), List.of(new Event.Approved(command.by(), step, command.full(), command.reason())));
  }

  /** Abort is accepted in every state; on the way back it is acknowledged and changes nothing. */
  private static Decision turnRound(TargetState state, Rollout rollout, Cause cause, Instant at) {
    if (rollout.goingBack()) {
      return Decision.alreadySo(state, "SLW-2013", "rollout " + rollout.id() + " is going back already");
    }
    return WayBack.turn(state, rollout, cause, at);
  }

  private static boolean taken(TargetState state, ReleaseId id) {
    return state.stable().filter(s -> s.id().equals(id)).isPresent();
  }

  private static Release renamed(Release release, long rollout) {
    return new Release(
        new ReleaseId(release.id() + "+" + rollout), release.version(), release.artifact(), release.configuration(), release.run());
  }
}
