package dev.slipway.core.rollout;

import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.analysis.Watch;
import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.guard.Guard;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.traffic.TrafficCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From one step of the plan to the next, and from the last one to the promotion. */
final class Steps {
  private Steps() {}

  static Decision starting(TargetState state, Rollout rollout, Phase.Starting phase, Observation seen) {
    ReleaseId candidate = rollout.candidate().id();
    boolean ready =
        seen.platform().filter(p -> p.ready(candidate) >= rollout.step().candidateInstances()).isPresent();
    if (!ready || rollout.paused().isPresent() || seen.router().isEmpty()) {
      return Decision.none(state);
    }
    Optional<Task> asked = phase.step() == 0 ? Checks.onPreview(rollout) : Optional.empty();
    if (asked.isEmpty()) {
      return phase.step() == 0
          ? passed(state, rollout, rollout.step().candidateInstances() + " instances are ready", List.of(), seen)
          : shift(state, rollout, phase.step(), new ArrayList<>(), seen.at());
    }
    RouterSeen router = seen.router().get();
    if (router.preview().isEmpty() || !router.table().preview().equals(Optional.of(candidate))) {
      return Decision.none(state);
    }
    Task task = asked.get();
    Phase checking = new Phase.Checking(task, seen.at());
    return Decision.of(
        state.with(rollout.in(checking)),
        List.of(new Event.TaskStarted(task), new Event.PhaseEntered(checking.word(), 0, rollout.weight())));
  }

  /** The candidate may get its first traffic. */
  static Decision passed(
      TargetState state, Rollout rollout, String reason, List<Event> before, Observation seen) {
    List<Event> events = new ArrayList<>(before);
    events.add(new Event.Judged(0, new Verdict.Passing(reason)));
    return shift(state, rollout, 0, events, seen.at());
  }

  private static Decision shift(TargetState state, Rollout rollout, int step, List<Event> events, Instant at) {
    int weight = rollout.plan().steps().get(step).candidateWeight();
    return enter(state, rollout.weighing(weight).in(new Phase.Shifting(step, at)), events);
  }

  static Decision shifting(TargetState state, Rollout rollout, Phase.Shifting phase, Observation seen) {
    if (!Judging.shifted(rollout, seen)) {
      return Decision.none(state);
    }
    Watch watch = rollout.watching().map(w -> w.watch().nextStep())
        .orElseGet(() -> Watch.start(rollout.policy().triggers(), rollout.policy().judge(), seen.before().orElse(Baseline.UNKNOWN)));
    Rollout.Watching watching = new Rollout.Watching(watch, seen.at(), seen.counts().orElse(TrafficCounts.NONE));
    Optional<Task> live = Checks.onLive(rollout, phase.step());
    Rollout next = rollout.watching(watching).in(new Phase.Baking(phase.step(), Optional.empty(), seen.at(), live));
    return enter(state, next, new ArrayList<>(live.map(Event.TaskStarted::new).stream().toList()));
  }

  static Decision stepPassed(
      TargetState state, Rollout rollout, Phase.Baking phase, Verdict.Passing verdict, Observation seen) {
    List<Event> events = new ArrayList<>(List.of(new Event.Judged(phase.step(), verdict)));
    int last = rollout.plan().steps().size() - 1;
    boolean full = rollout.approval().filter(Rollout.Approval::full).isPresent();
    Rollout next = full ? rollout : rollout.approvedBy(Optional.empty());
    if (phase.step() < last) {
      int step = full && rollout.plan().keepsStable() ? last : phase.step() + 1;
      return enter(state, alone(state, next, step).in(new Phase.Starting(step, seen.at())), events);
    }
    if (!rollout.policy().after().isEmpty()) {
      Task task = Commanding.hook(rollout.id(), "after", 0, rollout.policy().after().getFirst(), rollout.candidate());
      events.add(new Event.TaskStarted(task));
      return enter(state, next.in(new Phase.AfterHooks(0, task, seen.at())), events);
    }
    return promoted(state, next, events, seen);
  }

  /**
   * A step without room for any stable instance while it starts leaves all traffic to the candidates there are: that is journaled
   * before.
   */
  private static Rollout alone(TargetState state, Rollout rollout, int step) {
    boolean none = state.stable().filter(s -> rollout.plan().stableWhileStarting(step, s.run().instances()) == 0).isPresent();
    return none ? rollout.weighing(rollout.plan().steps().get(step).candidateWeight()) : rollout;
  }

  static Decision promoted(TargetState state, Rollout rollout, List<Event> events, Observation seen) {
    Duration keep = rollout.policy().keepStable();
    Optional<TargetState.Warm> warm =
        rollout.plan().keepsStable() && !keep.isZero()
            ? state.stable().map(s -> new TargetState.Warm(s, seen.at().plus(keep)))
            : Optional.empty();
    String reason = rollout.kind() == Rollout.Kind.ROLLBACK ? "rolled back to it" : "every step passed";
    events.add(new Event.RolloutEnded(rollout.id(), Event.Outcome.PROMOTED, rollout.candidate().id(), reason));
    Optional<Guard> guard = rollout.clearance().map(c -> c.own().asked()).orElse(state.guard());
    return Decision.of(state.settled(rollout.candidate(), rollout.settings(), guard).ended(warm), events);
  }

  static Decision enter(TargetState state, Rollout next, List<Event> events) {
    events.add(new Event.PhaseEntered(next.phase().word(), next.stepIndex(), next.weight()));
    return Decision.of(state.with(next), events);
  }
}
