package dev.slipway.server.deploy;

import dev.slipway.core.analysis.Gate;
import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.JudgeWords;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.analysis.foresight.Foresight;
import dev.slipway.core.check.When;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Freezing;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.strategy.Plan;
import dev.slipway.core.strategy.Step;
import dev.slipway.server.view.GuardView;
import dev.slipway.server.view.PlanView;
import dev.slipway.server.view.PlanView.Capacity;
import dev.slipway.server.view.PlanView.WorstCase;
import dev.slipway.server.view.ReleaseView;
import dev.slipway.server.view.StepView;
import dev.slipway.server.view.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells what a deploy would do. A pure function of the state, the deploy and the plan that the decider would follow. */
final class Planner {
  private static final double MILLIS_PER_SECOND = 1000.0;

  private Planner() {}

  static PlanView plan(TargetState state, Command.Deploy deploy, Plan plan, boolean alreadySo, Expected expected, Instant now) {
    Release candidate = deploy.release();
    return new PlanView(
        state.id().toString(),
        Words.of(deploy.policy().strategy()),
        state.stable().map(ReleaseView::of),
        ReleaseView.of(candidate),
        state.stable().isEmpty(),
        alreadySo,
        state.rollout().map(r -> "rollout " + r.id() + " of " + r.candidate().version() + " is " + r.phase().word()),
        GuardView.of(Freezing.guard(state, deploy), now),
        Actions.of(state, deploy, plan),
        StepView.of(plan, -1),
        capacity(state, candidate, plan),
        worstCase(state, deploy.policy(), plan),
        JudgeWords.of(deploy.policy().judge()),
        Stream.concat(deploy.policy().triggers().stream(), deploy.policy().judge().metricTriggers().stream()).map(Object::toString)
            .toList(),
        deploy.policy().judge().gates().stream().map(Gate::toString).toList(),
        CheckLines.of(deploy.policy(), When.PREVIEW),
        wayBack(state),
        warnings(deploy.policy(), plan, expected),
        expected.unchecked());
  }

  private static Capacity capacity(TargetState state, Release candidate, Plan plan) {
    int now = state.stable().map(s -> s.run().instances()).orElse(0);
    int most = plan.steps().stream().mapToInt(s -> Math.min(s.maxInstances(), s.candidateInstances() + s.stableInstances())).max()
        .orElse(0);
    Optional<Long> stableLimit = state.stable().isEmpty() ? Optional.of(0L) : state.stable().get().run().memoryLimitBytes();
    Optional<Long> candidateLimit = candidate.run().memoryLimitBytes();
    Optional<Long> memory =
        stableLimit.isPresent() && candidateLimit.isPresent()
            ? Optional.of(stableLimit.get() * now + candidateLimit.get() * Math.max(0, most - now))
            : Optional.empty();
    String note = most > now ? (most - now) + " instances more than now, for as long as the rollout and the warm time last"
        : "no more instances than now";
    return new Capacity(now, most, memory, note);
  }

  private static WorstCase worstCase(TargetState state, Policy policy, Plan plan) {
    if (state.stable().isEmpty()) {
      return new WorstCase(1, Optional.empty(), Optional.empty(),
          "Nothing is stable here yet: there is no release to go back to, and nobody who could lose one");
    }
    double exposed = plan.steps().getFirst().candidateWeight() / 100.0;
    Optional<Duration> detection =
        policy.triggers().stream().filter(t -> t.measure().needsRequests()).map(Planner::detection).min(Duration::compareTo);
    if (detection.isEmpty() && policy.judge().method() != JudgePolicy.Method.TRIGGERS) {
      String soon = "The judge sends it back once the evidence suffices, the sooner the more traffic there is; no trigger bounds the time. A fault that shows only at ";
      return new WorstCase(exposed, Optional.empty(), Optional.empty(), soon + plan.steps().getLast().candidateWeight()
          + "% reaches everybody");
    }
    if (detection.isEmpty()) {
      return new WorstCase(
          1, Optional.empty(), Optional.empty(),
              "No trigger watches requests: a candidate that answers wrongly but stays healthy is promoted. Add rollback-when: error-rate > 1% for 5m");
    }
    double seconds = detection.get().toMillis() / MILLIS_PER_SECOND;
    String note = percent(exposed) + " of users for " + Spelled.of(detection.get())
        + ", then all traffic is back on stable. A fault that shows only at "
        + plan.steps().getLast().candidateWeight() + "% reaches everybody for as long";
    return new WorstCase(exposed, Optional.of(detection.get().toMillis()), Optional.of(exposed * seconds), note);
  }

  /** A breach counts in whole windows, and the first window may begin just before the fault does. */
  private static Duration detection(Trigger trigger) {
    long window = trigger.window().toMillis();
    long windows = Math.ceilDiv(trigger.sustained().toMillis(), window) + 1;
    return Duration.ofMillis(windows * window);
  }

  private static String wayBack(TargetState state) {
    return state
        .stable()
        .map(s -> "all traffic returns to " + s.version() + " (" + s.id()
            + "), whose instances keep running until the candidate is promoted")
        .orElse("none: this is the first deploy; on failure the address stops answering");
  }

  /** Told only where stable was watched for long enough to know its traffic. */
  private static List<PlanView.Forecast> warnings(Policy policy, Plan plan, Expected expected) {
    return expected.traffic().stream()
        .flatMap(t -> Foresight.of(policy.judge(), policy.triggers(), plan, t, Foresight.usualFailure(t)).stream())
        .map(w -> new PlanView.Forecast(w.code(), w.step(), w.text(), w.advice()))
        .toList();
  }

  private static String percent(double share) {
    return Math.round(share * 100) + "%";
  }

  /** How many candidate instances a step adds to those of the one before. */
  static int added(Plan plan, int index) {
    Step step = plan.steps().get(index);
    return step.candidateInstances() - (index == 0 ? 0 : plan.steps().get(index - 1).candidateInstances());
  }
}
