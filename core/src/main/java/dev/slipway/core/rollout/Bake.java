package dev.slipway.core.rollout;

import dev.slipway.core.analysis.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The end of a watched step: it passes, it holds for data or a person, or it turns the rollout round. */
final class Bake {
  private static final Verdict.Passing FIRST_UNASKED =
      new Verdict.Passing("the first release here, and nobody asks anything yet: on the health of its instances");
  private static final Verdict.Passing UNASKED =
      new Verdict.Passing("no requests to judge by; on-no-data: promote, on the health of its instances");

  private Bake() {}

  static Decision decide(
      TargetState state, Rollout rollout, Phase.Baking phase, Optional<Verdict> verdict, Observation seen) {
    Optional<Rollout.Approval> approval = rollout.approval().filter(a -> a.full() || a.step() == phase.step());
    if (rollout.paused().isPresent()) {
      return Decision.none(state);
    }
    if (approval.isPresent()) {
      return stepPassed(state, rollout, phase, new Verdict.Passing("approved by " + approval.get().by()), seen);
    }
    if (rollout.step().bake().isZero() && !rollout.step().hold()) {
      return stepPassed(state, rollout, phase, new Verdict.Passing("nothing is watched in this step"), seen);
    }
    Duration covered = rollout.watching().orElseThrow().watch().covered();
    if (covered.compareTo(rollout.step().bake()) < 0) {
      return unseen(state, rollout, phase, covered, seen);
    }
    if (verdict.isEmpty()) {
      return Decision.none(state);
    }
    return switch (verdict.get()) {
      case Verdict.Passing p when rollout.step().hold() -> hold(state, rollout, phase, "this step waits for a person", p, seen);
      case Verdict.Passing p -> stepPassed(state, rollout, phase, p, seen);
      case Verdict.NoData n -> noData(state, rollout, phase, n, seen);
      case Verdict.Inconclusive i -> hold(state, rollout, phase, i.reason(), i, seen);
      case Verdict.Error e -> hold(state, rollout, phase, e.reason(), e, seen);
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
    return hold(state, rollout, phase, reason, new Verdict.Inconclusive(reason), seen);
  }

  private static Decision noData(TargetState state, Rollout rollout, Phase.Baking phase, Verdict.NoData verdict, Observation seen) {
    if (state.stable().isEmpty()) {
      return stepPassed(state, rollout, phase, FIRST_UNASKED, seen);
    }
    return switch (rollout.policy().onNoData()) {
      case HOLD -> hold(state, rollout, phase, verdict.reason(), verdict, seen);
      case PROMOTE -> stepPassed(state, rollout, phase, UNASKED, seen);
      case ROLLBACK -> WayBack.turn(state, rollout, new Cause.Judged(verdict.reason() + "; on-no-data: rollback"), seen.at());
    };
  }

  /** Holding is told once, when it begins; the evidence goes on being read and may still pass or fail the step. */
  private static Decision hold(
      TargetState state, Rollout rollout, Phase.Baking phase, String reason, Verdict verdict, Observation seen) {
    if (phase.held().isPresent()) {
      return Decision.none(state);
    }
    Phase held = new Phase.Baking(phase.step(), Optional.of(reason), phase.since());
    String message = "rollout " + rollout.id() + " of " + rollout.candidate().version() + " holds at " + rollout.weight() + "%: " + reason
        + ". Go on with: slipway promote " + state.id().environment() + "; go back with: slipway abort " + state.id().environment();
    return Decision.of(state.with(rollout.in(held)), List.of(new Event.Judged(phase.step(), verdict), new Event.Told(message)));
  }

  private static Decision stepPassed(
      TargetState state, Rollout rollout, Phase.Baking phase, Verdict.Passing verdict, Observation seen) {
    List<Event> events = new ArrayList<>(List.of(new Event.Judged(phase.step(), verdict)));
    int last = rollout.plan().steps().size() - 1;
    boolean full = rollout.approval().filter(Rollout.Approval::full).isPresent();
    Rollout next = full ? rollout : rollout.approvedBy(Optional.empty());
    if (phase.step() < last) {
      int step = full && rollout.plan().keepsStable() ? last : phase.step() + 1;
      return Advance.enter(state, alone(state, next, step).in(new Phase.Starting(step, seen.at())), events);
    }
    if (!rollout.policy().after().isEmpty()) {
      Task task = Commanding.hook(rollout.id(), "after", 0, rollout.policy().after().getFirst(), rollout.candidate());
      events.add(new Event.TaskStarted(task));
      return Advance.enter(state, next.in(new Phase.AfterHooks(0, task, seen.at())), events);
    }
    return promoted(state, next, events, seen);
  }

  /** A step without room for any stable instance while it starts leaves all traffic to the candidates there are: journaled before. */
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
    return Decision.of(
        new TargetState(
            state.id(), Optional.of(rollout.settings()), Optional.of(rollout.candidate()), warm, Optional.empty(), state.queued(),
            state.rollouts()),
        events);
  }
}
