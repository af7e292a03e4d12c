package dev.slipway.core.rollout;

import dev.slipway.core.analysis.Batch;
import dev.slipway.core.analysis.Judge;
import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.analysis.Watch;
import dev.slipway.core.traffic.TrafficCounts;
import java.time.Duration;
import java.util.Optional;

/** What the router and the platform showed since the last look, put before the judge when a batch is due. */
final class Evidence {
  private Evidence() {}

  /** What a batch changed, when one was due. */
  record Measured(Rollout rollout, Optional<Verdict> verdict) {}

  static Measured measure(TargetState state, Rollout rollout, Observation seen) {
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
  static boolean shifted(Rollout rollout, Observation seen) {
    return rollout.phase() instanceof Phase.Shifting
        && seen.router().filter(r -> r.table().weightOf(rollout.candidate().id()) == rollout.weight()).isPresent();
  }
}
