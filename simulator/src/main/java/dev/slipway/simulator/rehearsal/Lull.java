package dev.slipway.simulator.rehearsal;

import dev.slipway.core.analysis.Batch;
import dev.slipway.core.analysis.Judge;
import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.JudgedStep;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.analysis.Undecided;
import dev.slipway.core.analysis.Watch;
import dev.slipway.core.rollout.Judging;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.traffic.ReleaseCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The time of a bake in which the decider would do nothing but remember what the judge was shown: it is passed batch by batch, and the
 * decider is asked again from the first batch on of which that is not sure. What is passed over is what it would have done, bit for bit.
 */
final class Lull {
  private static final int MOST_LOOKS = 10_000_000;

  private final Cast cast;
  private final Scene scene;
  private final Fleet fleet;
  private final Meter meter;
  private boolean endsInBatch;

  Lull(Cast cast, Scene scene, Fleet fleet, Meter meter) {
    this.cast = cast;
    this.scene = scene;
    this.fleet = fleet;
    this.meter = meter;
  }

  /** Whether it ended in a batch that is now to be shown to the decider. */
  boolean endsInBatch() {
    return endsInBatch;
  }

  /** The state when it ends; itself where there is none. */
  TargetState through(TargetState state) {
    Rollout rollout = state.rollout().orElseThrow();
    if (!(rollout.phase() instanceof Phase.Baking baking) || !calm(rollout)) {
      return state;
    }
    JudgedStep step = Judging.judged(state, rollout);
    Batch.Sample stable = fleet.sample(cast.stable(), cast.stable().run().instances(), scene.now());
    Batch.Sample candidate = fleet.sample(cast.candidate(), rollout.step().candidateInstances(), scene.now());
    Instant last = baking.held().isPresent() ? baking.since().plus(step.bake()).plus(cast.patience()) : Instant.MAX;
    Optional<List<Integer>> bounds = Meter.bounds(rollout);
    for (int looks = 0; looks < MOST_LOOKS; looks++) {
      Instant next = scene.nextLook(rollout);
      if (next.isAfter(last)) {
        return state.with(rollout);
      }
      scene.glance(next);
      if (meter.makesBatch(rollout)) {
        Users.Counted counted = meter.read(bounds);
        Rollout.Watching from = rollout.watching().orElseThrow();
        Watch after = Judge.watched(from.watch(), batch(Duration.between(from.at(), next), stable, candidate, counted), step);
        if (!Undecided.surely(after, step) || after.covered().compareTo(step.bake()) >= 0 && !holds(baking, rollout.policy())) {
          meter.show(counted);
          endsInBatch = true;
          return state.with(rollout);
        }
        rollout = rollout.watching(new Rollout.Watching(after, next, Backdrop.ZERO));
        bounds = bounds.isPresent() ? bounds : Meter.bounds(rollout);
      }
    }
    throw new IllegalStateException("a bake of " + cast.target() + " did not end within " + MOST_LOOKS + " looks");
  }

  private boolean calm(Rollout rollout) {
    return rollout.watching().isPresent() && rollout.paused().isEmpty() && rollout.approval().isEmpty()
        && fleet.nextReady(scene.now()).isEmpty() && !rollout.step().bake().isZero();
  }

  /** Whether it goes on holding whatever is said, unless that is failing or passing. */
  private static boolean holds(Phase.Baking baking, Policy policy) {
    JudgePolicy judge = policy.judge();
    return baking.held().isPresent() && judge.onInconclusive() == Otherwise.HOLD && judge.onError() == Otherwise.HOLD
        && policy.onNoData() == Otherwise.HOLD;
  }

  private static Batch batch(Duration covered, Batch.Sample stable, Batch.Sample candidate, Users.Counted counted) {
    return new Batch(
        covered, Duration.ZERO, Optional.of(counted(stable, counted.stable())), counted(candidate, counted.candidate()), counted.own());
  }

  private static Batch.Sample counted(Batch.Sample like, ReleaseCounts counts) {
    return new Batch.Sample(
        true, counts.requests(), counts.errors(), counts.latency(), like.wanted(), like.ready(), like.restarts(), like.cpu(),
        like.memory());
  }
}
