package dev.slipway.core.rollout;

import dev.slipway.core.guard.ApprovalRule;
import dev.slipway.core.guard.Guard;
import dev.slipway.core.guard.Guarded;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.strategy.Plan;
import dev.slipway.core.strategy.Step;
import dev.slipway.core.text.CanonicalText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How a rollout begins: at once, or once it is approved. */
final class Beginning {
  private Beginning() {}

  static Decision begin(
      TargetState state, Rollout.Kind kind, Release candidate, Plan plan, Policy policy, Command.Deploy deploy, Instant at,
      Optional<Instant> wall) {
    RolloutId id = new RolloutId(state.rollouts() + 1);
    List<Event> events = new ArrayList<>();
    Guard guard = kind == Rollout.Kind.ROLLBACK ? Guard.NONE : Freezing.guard(state, deploy);
    Optional<Clearance> clearance = guard.none() ? Optional.empty() : Optional.of(clearance(state, id, candidate, plan, guard, deploy, at));
    boolean waits = clearance.filter(c -> !c.enough()).isPresent();
    TargetState base = waits ? state : cooled(state, candidate, events);
    events.add(new Event.RolloutStarted(id, kind, state.stable().map(Release::id), candidate.id(), deploy.by(), deploy.reason()));
    deploy.gates().ifPresent(g -> events.add(new Event.GatesPassed(g.at(), g.results())));
    deploy.provenance().ifPresent(p -> events.add(new Event.CameFrom(p)));
    deploy.written().map(WrittenAs::changed).filter(c -> !c.isEmpty()).ifPresent(c -> events.add(new Event.ConfigurationChanged(c)));
    clearance.flatMap(c -> overridden(c, deploy, wall)).ifPresent(events::add);
    Phase first = waits ? new Phase.Awaiting(false, false, at) : first(id, policy, kind, candidate, events, at);
    clearance.filter(c -> waits).ifPresent(c -> events.add(new Event.ApprovalAsked(c.bound(), c.guard().approvals(), c.proven())));
    events.add(new Event.PhaseEntered(first.word(), 0, 0));
    Rollout rollout = new Rollout(
            id, kind, candidate, plan, policy, deploy.settings(), state.attempt(candidate), deploy.by(), at, first, 0,
            Optional.empty(), Optional.empty(), Optional.empty(), clearance);
    TargetState told = kind == Rollout.Kind.DEPLOY ? base.telling(deploy.receivers()) : base;
    return Decision.of(told.beginning(rollout), events);
  }

  /** It waited, and waits no more. */
  static Decision begun(TargetState state, Rollout rollout, List<Event> events, Instant at) {
    TargetState base = cooled(state, rollout.candidate(), events);
    rollout.clearance().ifPresent(c -> events.add(new Event.Cleared(c.given().stream().map(Clearance.Given::by).toList(), c.override())));
    Phase first = first(rollout.id(), rollout.policy(), rollout.kind(), rollout.candidate(), events, at);
    events.add(new Event.PhaseEntered(first.word(), 0, 0));
    return Decision.of(base.beginning(rollout.in(first)), events);
  }

  private static Phase first(RolloutId id, Policy policy, Rollout.Kind kind, Release candidate, List<Event> events, Instant at) {
    if (policy.before().isEmpty() || kind == Rollout.Kind.ROLLBACK) {
      return new Phase.Starting(0, at);
    }
    Task task = Commanding.hook(id, "before", 0, policy.before().getFirst(), candidate);
    events.add(new Event.TaskStarted(task));
    return new Phase.BeforeHooks(0, task, at);
  }

  /** A rollout has room for stable and candidate; a third release that is still warm would take it from them. */
  private static TargetState cooled(TargetState state, Release candidate, List<Event> events) {
    Optional<ReleaseId> other = state.warm().map(w -> w.release().id()).filter(id -> !id.equals(candidate.id()));
    other.ifPresent(id -> events.add(new Event.WarmReleased(id, "a new rollout begins")));
    return other.isPresent() ? state.cooled() : state;
  }

  private static Clearance clearance(
      TargetState state, RolloutId id, Release candidate, Plan plan, Guard guard, Command.Deploy deploy, Instant at) {
    Duration within = guard.approvals().stream().map(ApprovalRule::within).min(Comparator.naturalOrder()).orElse(Duration.ZERO);
    Optional<Clearance.Override> word =
        deploy.guarded().flatMap(Guarded::override).map(o -> new Clearance.Override(deploy.by(), o.reason()));
    return new Clearance(
        guard, deploy.guarded().map(Guarded::guard).orElse(Guard.NONE), bound(state, id, candidate, plan, guard, deploy), at.plus(within),
        deploy.guarded().filter(Guarded::proven).isPresent(), List.of(), word);
  }

  private static Optional<Event> overridden(Clearance clearance, Command.Deploy deploy, Optional<Instant> wall) {
    if (clearance.override().isEmpty()) {
      return Optional.empty();
    }
    Stream<String> known = deploy.guarded().flatMap(Guarded::override).map(Guarded.Override::what).orElse(List.of()).stream();
    List<String> what = Stream.concat(known, Approving.overridden(clearance, wall).stream()).toList();
    return what.isEmpty() ? Optional.empty() : Optional.of(new Event.Overridden(deploy.by(), clearance.override().get().reason(), what));
  }

  /** What an approval is of. Written out by hand, so that a later version of Slipway comes to the same. */
  private static Digest bound(TargetState state, RolloutId id, Release candidate, Plan plan, Guard guard, Command.Deploy deploy) {
    CanonicalText text = new CanonicalText()
        .line("target", state.id().toString())
        .line("rollout", Long.toString(id.number()))
        .line("from", state.stable().map(s -> s.artifact().hex() + " " + s.configuration().hex()).orElse(""))
        .line("version", candidate.version())
        .line("artifact", candidate.artifact().hex())
        .line("configuration", candidate.configuration().hex())
        .line("policy", deploy.guarded().map(g -> g.policy().hex()).orElse(""));
    for (Step step : plan.steps()) {
      text.line("step", step.candidateWeight() + " " + step.candidateInstances() + " " + step.stableInstances() + " " + step.maxInstances()
          + " " + step.bake() + " " + step.hold());
    }
    for (ApprovalRule rule : guard.approvals()) {
      text.line("approval", rule.count() + " " + rule.within() + " " + String.join("\n", rule.by()));
    }
    guard.freeze().forEach(w -> text.line("freeze", w.toString()));
    return text.digest();
  }
}
