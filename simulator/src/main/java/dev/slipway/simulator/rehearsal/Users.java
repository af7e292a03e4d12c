package dev.slipway.simulator.rehearsal;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.metric.MetricSeen;
import dev.slipway.core.traffic.ReleaseCounts;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Those who ask, and what became of their requests. */
interface Users {

  /**
   * What became of the requests since the last time.
   *
   * @param stable what the router counted of stable
   * @param candidate what it counted of the candidate
   * @param own what the user's own systems say by now, by metric
   */
  record Counted(ReleaseCounts stable, ReleaseCounts candidate, Map<String, MetricSeen> own) {}

  /** What stable was like before the candidate had traffic. */
  Baseline before();

  /**
   * They ask, in a stretch of time after the last one.
   *
   * @param fromNanos since the rollout was asked for
   * @param toNanos the end of the stretch
   * @param candidateWeight the split in force, 0–100
   * @return how many requests were the candidate's
   */
  long ask(long fromNanos, long toNanos, int candidateWeight);

  /**
   * What became of all that was asked since this was last called.
   *
   * @param bounds the only buckets at which latencies will be told apart; absent while all may be needed
   */
  Counted answered(Optional<List<Integer>> bounds);
}
