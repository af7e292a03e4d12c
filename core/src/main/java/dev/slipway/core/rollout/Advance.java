package dev.slipway.core.rollout;

import dev.slipway.core.analysis.Batch;
import dev.slipway.core.analysis.Judge;
import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.analysis.Watch;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.traffic.TrafficCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The way forward: what ends each phase, and what turns the rollout round. */
final class Advance {
  private static final int MOST_RESTARTS = 3;
  private static final String LOST = "a crash left its outcome unknown and it is not declared idempotent";

  private Advance() {}

  static Decision decide(TargetState state, Rollout rollout, Phase.Forward phase, Observation seen) {
    Optional<Cause> bad = emergency(seen).or(() -> dying(rollout, seen)).or(() -> tooSlow(rollout, phase, seen));
    if (bad.isPresent()) {
      return WayBack.turn(state, rollout, bad.get(), seen);
    }
    Measured measured = measure(state, rollout, seen);
    if (measured.verdict().orElse(null) instanceof Verdict.Failing failing) {
      Decision turned = WayBack.turn(state, measured.rollout(), new Cause.Judged(failing.reason()), seen);
      List<Event> events = new ArrayList<>(List.of(new Event.Judged(rollout.stepIndex(), failing)));
      events.addAll(turned.events());
      return Decision.of(turned.state(), events);
    }
    Rollout now = measured.rollout();
    TargetState watched = state.with(now);
    return switch (phase) {
      case Phase.BeforeHooks h -> afterTask(watched, now, h.task(), seen, Advance::afterBeforeHook);
      case Phase.Starting s -> starting(watched, now, s, seen);
      case Phase.Checking c -> afterTask(watched, now, c.task(), seen, Advance::afterChecks);
      case Phase.Shifting s -> shifting(watched, now, s, seen);
      case Phase.Baking b -> Bake.decide(watched, now, b, measured.verdict(), seen);
      case Phase.AfterHooks h -> afterTask(watched, now, h.task(), seen, Advance::afterAfterHook);
    };
  }

  private static Optional<Cause> emergency(Observation seen) {
    return seen.router().flatMap(RouterSeen::override).map(o -> new Cause.Emergency(o.by(), o.reason()));
  }

  private static Optional<Cause> dying(Rollout rollout, Observation seen) {
    if (seen.platform().isEmpty() || rollout.kind() == Rollout.Kind.ROLLBACK) {
      return Optional.empty();
    }
    int restarts = 0;
    String detail = "";
    for (Instance i : seen.platform().get().instances()) {
      if (i.id().release().equals(rollout.candidate().id())) {
        restarts += i.restarts();
        detail = i.restarts() > 0 ? i.detail() : detail;
      }
    }
    if (restarts < MOST_RESTARTS) {
      return Optional.empty();
    }
    String what = "instances of " + rollout.candidate().version() + " died " + restarts + " times (" + detail + ")";
    return Optional.of(new Cause.Unhealthy(what));
  }

  private static Optional<Cause> tooSlow(Rollout rollout, Phase.Forward phase, Observation seen) {
    if (rollout.paused().isPresent() || phase instanceof Phase.Baking) {
      return Optional.empty();
    }
    Duration taken = Duration.between(phase.since(), seen.at());
    if (phase instanceof Phase.Starting && taken.compareTo(rollout.candidate().run().health().startupDeadline()) > 0) {
      return Optional.of(new Cause.Unhealthy(notReady(rollout, seen, taken)));
    }
    if (taken.compareTo(rollout.policy().progressDeadline()) > 0) {
      long seconds = rollout.policy().progressDeadline().toSeconds();
      return Optional.of(new Cause.TooSlow(phase.word() + " took longer than the progress deadline of " + seconds + " s"));
    }
    return Optional.empty();
  }

  private static String notReady(Rollout rollout, Observation seen, Duration taken) {
    String detail =
        seen.platform().stream()
            .flatMap(p -> p.instances().stream())
            .filter(i -> i.id().release().equals(rollout.candidate().id()) && i.condition() != Condition.READY)
            .map(Instance::detail)
            .findFirst()
            .orElse("no instance could be started");
    return rollout.candidate().version() + " is not ready after " + taken.toSeconds() + " s: " + detail;
  }

  /** What a batch changed, when one was due. */
  private record Measured(Rollout rollout, Optional<Verdict> verdict) {}

  private static Measured measure(TargetState state, Rollout rollout, Observation seen) {
    if (rollout.watching().isEmpty() || seen.platform().isEmpty()) {
      return new Measured(rollout, Optional.empty());
    }
    Rollout.Watching from = rollout.watching().get();
    boolean due = Duration.between(from.at(), seen.at()).compareTo(Measuring.interval(rollout.policy())) >= 0;
    if (!due && !shifted(rollout, seen)) {
      return new Measured(rollout, Optional.empty());
    }
    Batch batch = Measuring.batch(state, rollout, from, seen, seen.at());
    boolean baking = rollout.phase() instanceof Phase.Baking;
    Watch before = from.watch();
    Judge.Judgement judgement = Judge.TRIGGERS.judge(before, batch, rollout.step().bake());
    TrafficCounts cursor = seen.counts().orElse(from.cursor());
    Watch after = judgement.watch();
    Watch kept = baking ? after : new Watch(before.covered(), before.requests(), before.errors(), after.triggers());
    return new Measured(
        rollout.watching(new Rollout.Watching(kept, seen.at(), cursor)), Optional.of(judgement.verdict()));
  }

  /** Whether the split that was decided is read back: the batch that is open then ends, for what comes after belongs to the new step. */
  private static boolean shifted(Rollout rollout, Observation seen) {
    return rollout.phase() instanceof Phase.Shifting
        && seen.router().filter(r -> r.table().weightOf(rollout.candidate().id()) == rollout.weight()).isPresent();
  }

  private static Decision starting(TargetState state, Rollout rollout, Phase.Starting phase, Observation seen) {
    ReleaseId candidate = rollout.candidate().id();
    boolean ready =
        seen.platform().filter(p -> p.ready(candidate) >= rollout.step().candidateInstances()).isPresent();
    if (!ready || rollout.paused().isPresent() || seen.router().isEmpty()) {
      return Decision.none(state);
    }
    boolean mustCheck = phase.step() == 0 && rollout.kind() == Rollout.Kind.DEPLOY && !rollout.policy().checks().isEmpty();
    if (!mustCheck) {
      return phase.step() == 0
          ? passed(state, rollout, rollout.step().candidateInstances() + " instances are ready", List.of(), seen)
          : shift(state, rollout, phase.step(), new ArrayList<>(), seen.at());
    }
    RouterSeen router = seen.router().get();
    if (router.preview().isEmpty() || !router.table().preview().equals(Optional.of(candidate))) {
      return Decision.none(state);
    }
    Task task = new Task(rollout.id().number() + "-checks", new Task.Work.AskPreview(candidate, rollout.policy().checks()));
    Phase checking = new Phase.Checking(task, seen.at());
    return Decision.of(
        state.with(rollout.in(checking)),
        List.of(new Event.TaskStarted(task), new Event.PhaseEntered(checking.word(), 0, rollout.weight())));
  }

  /** What follows a task that succeeded. */
  private interface Next {
    Decision after(TargetState state, Rollout rollout, List<Event> events, Observation seen);
  }

  private static Decision afterTask(TargetState state, Rollout rollout, Task task, Observation seen, Next next) {
    if (seen.task().isEmpty()) {
      return Decision.none(state);
    }
    Task.Outcome outcome = Tasks.settled(task, seen.task().get());
    List<Event> events = new ArrayList<>(List.of(new Event.TaskEnded(task.id(), outcome)));
    return switch (outcome) {
      case Task.Outcome.NotStarted n -> Decision.none(state);
      case Task.Outcome.Running r -> Decision.none(state);
      case Task.Outcome.Succeeded s -> rollout.paused().isPresent() ? Decision.none(state) : next.after(state, rollout, events, seen);
      case Task.Outcome.Failed f -> taskFailed(state, rollout, events, Tasks.cause(task, f.reason()), seen);
      case Task.Outcome.Lost l -> taskFailed(state, rollout, events, Tasks.cause(task, LOST), seen);
    };
  }

  private static Decision taskFailed(TargetState state, Rollout rollout, List<Event> events, Cause cause, Observation seen) {
    Decision turned = WayBack.turn(state, rollout, cause, seen);
    events.addAll(turned.events());
    return Decision.of(turned.state(), events);
  }

  private static Decision afterBeforeHook(TargetState state, Rollout rollout, List<Event> events, Observation seen) {
    int next = rollout.phase() instanceof Phase.BeforeHooks h ? h.hook() + 1 : 0;
    if (next < rollout.policy().before().size()) {
      Task task = Commanding.hook(rollout.id(), "before", next, rollout.policy().before().get(next), rollout.candidate());
      events.add(new Event.TaskStarted(task));
      return Decision.of(state.with(rollout.in(new Phase.BeforeHooks(next, task, seen.at()))), events);
    }
    return enter(state, rollout.in(new Phase.Starting(0, seen.at())), events);
  }

  private static Decision afterChecks(TargetState state, Rollout rollout, List<Event> events, Observation seen) {
    return passed(state, rollout, rollout.policy().checks().size() + " checks passed on the preview address", events, seen);
  }

  /** The candidate may get its first traffic. */
  private static Decision passed(
      TargetState state, Rollout rollout, String reason, List<Event> before, Observation seen) {
    List<Event> events = new ArrayList<>(before);
    events.add(new Event.Judged(0, new Verdict.Passing(reason)));
    return shift(state, rollout, 0, events, seen.at());
  }

  private static Decision shift(TargetState state, Rollout rollout, int step, List<Event> events, Instant at) {
    int weight = rollout.plan().steps().get(step).candidateWeight();
    return enter(state, rollout.weighing(weight).in(new Phase.Shifting(step, at)), events);
  }

  private static Decision shifting(TargetState state, Rollout rollout, Phase.Shifting phase, Observation seen) {
    if (!shifted(rollout, seen)) {
      return Decision.none(state);
    }
    Watch watch = rollout.watching().map(w -> w.watch().nextStep()).orElseGet(() -> Watch.start(rollout.policy().triggers()));
    Rollout.Watching watching = new Rollout.Watching(watch, seen.at(), seen.counts().orElse(TrafficCounts.NONE));
    Rollout next = rollout.watching(watching).in(new Phase.Baking(phase.step(), Optional.empty(), seen.at()));
    return enter(state, next, new ArrayList<>());
  }

  private static Decision afterAfterHook(TargetState state, Rollout rollout, List<Event> events, Observation seen) {
    int next = rollout.phase() instanceof Phase.AfterHooks h ? h.hook() + 1 : 0;
    if (next < rollout.policy().after().size()) {
      Task task = Commanding.hook(rollout.id(), "after", next, rollout.policy().after().get(next), rollout.candidate());
      events.add(new Event.TaskStarted(task));
      return Decision.of(state.with(rollout.in(new Phase.AfterHooks(next, task, seen.at()))), events);
    }
    return Bake.promoted(state, rollout, events, seen);
  }

  static Decision enter(TargetState state, Rollout next, List<Event> events) {
    events.add(new Event.PhaseEntered(next.phase().word(), next.stepIndex(), next.weight()));
    return Decision.of(state.with(next), events);
  }
}
