package dev.slipway.core.rollout;

import dev.slipway.core.analysis.MetricTriggerProgress;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.analysis.Watch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A split that is in place and watched: what its verdict leads to. */
final class Bake {
  private Bake() {}

  static Decision baking(
      TargetState state, Rollout rollout, Phase.Baking phase, Optional<Verdict> verdict, Observation seen) {
    Optional<Rollout.Approval> approval = rollout.approval().filter(a -> a.full() || a.step() == phase.step());
    if (rollout.paused().isPresent()) {
      return Decision.none(state);
    }
    if (approval.isPresent()) {
      return Steps.stepPassed(state, rollout, phase, new Verdict.Passing("approved by " + approval.get().by()), seen);
    }
    if (rollout.step().bake().isZero() && !rollout.step().hold()) {
      return Steps.stepPassed(state, rollout, phase, new Verdict.Passing("nothing is watched in this step"), seen);
    }
    Duration covered = rollout.watching().orElseThrow().watch().covered();
    if (covered.compareTo(rollout.step().bake()) < 0) {
      return unseen(state, rollout, phase, covered, seen);
    }
    if (verdict.isEmpty()) {
      return Decision.none(state);
    }
    return switch (verdict.get()) {
      case Verdict.Passing p -> rollout.step().hold() ? hold(state, rollout, phase, "this step waits for a person", p, seen) : Steps.stepPassed(state, rollout, phase, p, seen);
      case Verdict.NoData n -> noData(state, rollout, phase, n, seen);
      case Verdict.Inconclusive i -> otherwise(state, rollout, phase, i, "on-inconclusive", onInconclusive(rollout), seen);
      case Verdict.Error e -> otherwise(state, rollout, phase, e, "on-error", rollout.policy().judge().onError(), seen);
      case Verdict.Failing f -> WayBack.turn(state, rollout, new Cause.Judged(f.reason()), seen);
    };
  }

  /** A bake has no deadline while it is watched; one that cannot be watched is told. */
  private static Decision unseen(TargetState state, Rollout rollout, Phase.Baking phase, Duration covered, Observation seen) {
    Duration longest = rollout.step().bake().plus(rollout.policy().progressDeadline());
    if (Duration.between(phase.since(), seen.at()).compareTo(longest) <= 0) {
      return Decision.none(state);
    }
    String reason = "only " + covered.toSeconds() + " s of the bake of " + rollout.step().bake().toSeconds() + " s could be measured";
    Optional<String> lie = rollout.watching().orElseThrow().watch().lie();
    Verdict verdict = lie.<Verdict>map(l -> new Verdict.Error(reason + ", for the router's counters cannot be believed: " + l))
        .orElseGet(() -> new Verdict.Inconclusive(reason));
    return hold(state, rollout, phase, verdict.reason(), verdict, seen);
  }

  private static Decision noData(TargetState state, Rollout rollout, Phase.Baking phase, Verdict.NoData verdict, Observation seen) {
    if (state.stable().isEmpty()) {
      return Steps.stepPassed(state, rollout, phase, new Verdict.Passing("the first release here, and nobody asks anything yet: on the health of its instances"), seen);
    }
    return otherwise(state, rollout, phase, verdict, "on-no-data", rollout.policy().onNoData(), seen);
  }

  /** Who goes on without an answer does not go on in mid-breach: a trigger that is counting will clear or fire. */
  private static Otherwise onInconclusive(Rollout rollout) {
    Otherwise then = rollout.policy().judge().onInconclusive();
    Watch watch = rollout.watching().orElseThrow().watch();
    boolean breached =
        watch.triggers().stream().anyMatch(t -> !t.breached().isZero())
            || watch.own().stream().flatMap(m -> m.triggers().stream()).anyMatch(MetricTriggerProgress::counting);
    return then == Otherwise.PROMOTE && breached ? Otherwise.HOLD : then;
  }

  /** What the user's policy says of a verdict that is neither passing nor failing. */
  private static Decision otherwise(
      TargetState state, Rollout rollout, Phase.Baking phase, Verdict verdict, String key, Otherwise then, Observation seen) {
    return switch (then) {
      case HOLD -> hold(state, rollout, phase, verdict.reason(), verdict, seen);
      case PROMOTE ->
          rollout.step().hold()
              ? hold(state, rollout, phase, "this step waits for a person", verdict, seen)
              : Steps.stepPassed(state, rollout, phase, new Verdict.Passing(verdict.reason() + "; " + key + ": promote", verdict.findings()), seen);
      case ROLLBACK -> WayBack.turn(state, rollout, new Cause.Judged(verdict.reason() + "; " + key + ": rollback"), seen);
    };
  }

  /** Holding is told once, when it begins; the evidence goes on being read and may still pass or fail the step. */
  private static Decision hold(
      TargetState state, Rollout rollout, Phase.Baking phase, String reason, Verdict verdict, Observation seen) {
    if (phase.held().isPresent()) {
      return Decision.none(state);
    }
    Phase held = new Phase.Baking(phase.step(), Optional.of(reason), phase.since(), phase.checks());
    String message = "rollout " + rollout.id() + " of " + rollout.candidate().version() + " holds at " + rollout.weight() + "%: " + reason
        + ". Go on with: slipway promote " + state.id().environment() + "; go back with: slipway abort " + state.id().environment();
    return Decision.of(state.with(rollout.in(held)), List.of(new Event.Judged(phase.step(), verdict), new Event.Told(message)));
  }
}
