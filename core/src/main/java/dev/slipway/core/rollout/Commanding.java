package dev.slipway.core.rollout;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.strategy.Plan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a command changes. */
final class Commanding {
  private Commanding() {}

  static Decision decide(TargetState state, Command command, Instant at) {
    return switch (command) {
      case Command.Deploy d -> deploy(state, d, at);
      case Command.Rollback r -> rollback(state, r, at);
      case Command.Unqueue u -> unqueue(state, u);
      case Command.Remove r -> remove(state, r);
      case Command.Adopt a -> Adoption.decide(state, a);
      case Command.Administer a -> Administering.misplaced(state);
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

  private static Decision deploy(TargetState state, Command.Deploy deploy, Instant at) {
    if (state.rollout().isPresent()) {
      return deployWhileBusy(state, state.rollout().get(), deploy, at);
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
    Release candidate = same || taken(state, deploy.release().id()) ? renamed(deploy.release(), state.rollouts() + 1) : deploy.release();
    Plan plan = Plan.compile(deploy.policy().strategy(), candidate.run().instances(), stable.map(s -> s.run().instances()).orElse(0));
    List<Event> events = new ArrayList<>();
    TargetState base = cooled(state, candidate, events);
    return begin(base, Rollout.Kind.DEPLOY, candidate, plan, deploy.policy(), deploy, at, events);
  }

  /** A rollout has room for stable and candidate; a third release that is still warm would take it from them. */
  private static TargetState cooled(TargetState state, Release candidate, List<Event> events) {
    Optional<ReleaseId> other = state.warm().map(w -> w.release().id()).filter(id -> !id.equals(candidate.id()));
    other.ifPresent(id -> events.add(new Event.WarmReleased(id, "a new rollout begins")));
    return other.isPresent() ? state.cooled() : state;
  }

  private static Decision begin(
      TargetState state, Rollout.Kind kind, Release candidate, Plan plan, Policy policy, Command.Deploy deploy, Instant at,
      List<Event> events) {
    RolloutId id = new RolloutId(state.rollouts() + 1);
    events.add(new Event.RolloutStarted(id, kind, state.stable().map(Release::id), candidate.id(), deploy.by(), deploy.reason()));
    deploy.gates().ifPresent(g -> events.add(new Event.GatesPassed(g.at(), g.results())));
    deploy.provenance().ifPresent(p -> events.add(new Event.CameFrom(p)));
    Phase first = new Phase.Starting(0, at);
    if (!policy.before().isEmpty() && kind == Rollout.Kind.DEPLOY) {
      Task task = hook(id, "before", 0, policy.before().getFirst(), candidate);
      events.add(new Event.TaskStarted(task));
      first = new Phase.BeforeHooks(0, task, at);
    }
    events.add(new Event.PhaseEntered(first.word(), 0, 0));
    Rollout rollout = new Rollout(
            id, kind, candidate, plan, policy, deploy.settings(), state.attempt(candidate), deploy.by(), at, first, 0,
            Optional.empty(), Optional.empty(), Optional.empty());
    return Decision.of((kind == Rollout.Kind.DEPLOY ? state.telling(deploy.receivers()) : state).beginning(rollout), events);
  }

  /** The task of a hook, with an id that no other run of it has. */
  static Task hook(RolloutId rollout, String when, int index, Policy.Hook hook, Release candidate) {
    return new Task(rollout.number() + "-" + when + "-" + index, new Task.Work.RunHook(hook, candidate.id(), candidate.version()));
  }

  private static Decision deployWhileBusy(TargetState state, Rollout busy, Command.Deploy deploy, Instant at) {
    if (busy.candidate().sameContent(deploy.release()) && !busy.goingBack() && !deploy.force()) {
      return Decision.alreadySo(
          state, "SLW-2003", "rollout " + busy.id() + " of " + deploy.release().version() + " is under way already. See: slipway watch " + state.id().environment());
    }
    TargetState queued = state.queueing(Optional.of(deploy));
    List<Event> events = new ArrayList<>();
    state.queued().ifPresent(q -> events.add(new Event.DeployUnqueued(q.release().id(), q.by(), "a newer deploy took its place")));
    events.add(new Event.DeployQueued(deploy.release().id(), deploy.by()));
    return switch (deploy.whenBusy()) {
      case QUEUE -> Decision.of(queued, events);
      case SUPERSEDE -> supersede(queued, busy, deploy, events, at);
      case REFUSE ->
          Decision.refused(
              state, "SLW-2004", "rollout " + busy.id() + " of " + busy.candidate().version() + " is under way in " + state.id()
                  + ". Nothing changed. Wait for it, or use --queue or --supersede");
    };
  }

  private static Decision supersede(
      TargetState queued, Rollout busy, Command.Deploy deploy, List<Event> events, Instant at) {
    if (busy.goingBack()) {
      return Decision.of(queued, events);
    }
    Cause cause = new Cause.Superseded(deploy.by(), "superseded by " + deploy.release().version());
    Decision turned = WayBack.turn(queued, busy, cause, at);
    events.addAll(turned.events());
    return Decision.of(turned.state(), events);
  }

  private static Decision rollback(TargetState state, Command.Rollback command, Instant at) {
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
    Policy policy = straightPolicy(candidate);
    Command.Deploy asDeploy =
        new Command.Deploy(command.by(), candidate, policy, state.settings().get(), Command.WhenBusy.REFUSE, false, command.reason());
    Plan plan = Plan.straight(candidate.run().instances(), state.stable().get().run().instances());
    List<Event> events = new ArrayList<>();
    TargetState answered = ForeignChanges.answered(state, command.by());
    return begin(cooled(answered, candidate, events), Rollout.Kind.ROLLBACK, candidate, plan, policy, asDeploy, at, events);
  }

  private static Policy straightPolicy(Release candidate) {
    Duration deadline = candidate.run().health().startupDeadline().plusSeconds(60);
    return new Policy(new dev.slipway.core.strategy.Strategy.BlueGreen(Duration.ZERO),
        List.of(), List.of(), Duration.ZERO, deadline, Otherwise.PROMOTE, JudgePolicy.TRIGGERS, List.of(), List.of(), List.of());
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

  private static Decision unqueue(TargetState state, Command.Unqueue command) {
    if (state.queued().filter(q -> q.release().id().equals(command.release())).isEmpty()) {
      return Decision.refused(state, "SLW-2008", "no deploy of " + command.release() + " is queued in " + state.id() + ". Nothing changed");
    }
    return Decision.of(
        state.queueing(Optional.empty()),
        List.of(new Event.DeployUnqueued(command.release(), command.by(), "dropped by " + command.by())));
  }

  private static Decision promote(TargetState state, Rollout rollout, Command.Promote command, Instant at) {
    if (rollout.goingBack()) {
      return Decision.refused(state, "SLW-2012", "rollout " + rollout.id() + " is going back and cannot be promoted. Traffic is returning to stable. Deploy again when it has ended");
    }
    if (ForeignChanges.holds(state)) {
      return Rerouting.unanswered(state);
    }
    int step = rollout.stepIndex();
    Phase phase = rollout.paused().isPresent() ? rollout.phase().restarted(at) : rollout.phase();
    Rollout next =
        rollout
            .in(phase)
            .pausedBy(Optional.empty())
            .approvedBy(Optional.of(new Rollout.Approval(command.by(), step, command.full())));
    return Decision.of(state.with(next), List.of(new Event.Approved(command.by(), step, command.full())));
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
