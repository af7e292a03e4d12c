package dev.slipway.core.rollout;

import dev.slipway.core.analysis.Batch;
import dev.slipway.core.analysis.Judge;
import dev.slipway.core.analysis.JudgedStep;
import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.analysis.Watch;
import dev.slipway.core.traffic.TrafficCounts;
import java.util.Optional;

/** What the router and the platform showed since the last look, put before the judge when a batch is due. */
public final class Judging {
  private Judging() {}

  /** What a batch changed, when one was due. */
  record Measured(Rollout rollout, Optional<Verdict> verdict) {}

  static Measured measure(TargetState state, Rollout rollout, Observation seen) {
    Optional<Hearing> hearing = hearing(state, rollout, seen);
    if (hearing.isEmpty()) {
      return new Measured(rollout, Optional.empty());
    }
    boolean baking = rollout.phase() instanceof Phase.Baking;
    Judge.Judgement judgement = hearing.get().judgement();
    TrafficCounts cursor = counts(state, seen).orElse(rollout.watching().orElseThrow().cursor());
    Watch after = judgement.watch();
    Watch kept = baking ? after : hearing.get().before().between(after);
    return new Measured(
        rollout.watching(new Rollout.Watching(kept, seen.at(), cursor)), Optional.of(judgement.verdict()));
  }

  /** The batch that ends now, put before the judge; none when none is due. */
  static Optional<Hearing> hearing(TargetState state, Rollout rollout, Observation seen) {
    if (rollout.watching().isEmpty() || seen.platform().isEmpty()) {
      return Optional.empty();
    }
    Rollout.Watching from = rollout.watching().get();
    if (!Pacing.due(rollout, from, seen) && !shifted(rollout, seen)) {
      return Optional.empty();
    }
    Batch batch = Measuring.batch(state, rollout, from, seen, counts(state, seen));
    JudgedStep step = judged(state, rollout);
    return Optional.of(new Hearing(from.watch(), batch, step, Judge.of(rollout.policy().judge()).judge(from.watch(), batch, step)));
  }

  private static Optional<TrafficCounts> counts(TargetState state, Observation seen) {
    return seen.counts().map(c -> UnderWay.needed(state, c));
  }

  /** What the judge is asked about. A way back to a release that ran before is judged by nothing but what the user fixed. */
  public static JudgedStep judged(TargetState state, Rollout rollout) {
    return new JudgedStep(
        rollout.policy().judge(),
        rollout.step().bake(),
        rollout.weight(),
        state.stable().isPresent() && rollout.kind() == Rollout.Kind.DEPLOY,
        rollout.settings().sticky().isPresent(),
        rollout.attempt());
  }

  /** Whether the split that was decided is read back: the batch that is open then ends, for what comes after belongs to the new step. */
  static boolean shifted(Rollout rollout, Observation seen) {
    return rollout.phase() instanceof Phase.Shifting
        && seen.router().filter(r -> r.foreign().isEmpty() && r.table().weightOf(rollout.candidate().id()) == rollout.weight()).isPresent();
  }
}
