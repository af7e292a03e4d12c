package dev.slipway.simulator.rule;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import java.util.ArrayList;
import java.util.List;

/** The evidence that the candidate is slower than stable, counted a second time: one process for each latency that is looked at. */
final class Slowness {
  private final JudgePolicy policy;
  private final Baseline before;
  private final List<Kappa> slower = new ArrayList<>();
  private List<Integer> edges = List.of();

  Slowness(JudgePolicy policy, Baseline before) {
    this.policy = policy;
    this.before = before;
  }

  /** Where latencies are looked at; false where that has changed. */
  boolean edges(List<Integer> found) {
    if (edges.isEmpty()) {
      edges = found;
      found.forEach(e -> slower.add(Kappa.worse()));
    }
    return edges.equals(found);
  }

  /** A batch of both, from and to; nothing is seen where nobody knows how slow answers come together. */
  void see(ReleaseCounts c0, ReleaseCounts c1, ReleaseCounts s0, ReleaseCounts s1) {
    if (policy.burst().isEmpty() && !before.knowsLatencyBursts()) {
      return;
    }
    for (int i = 0; i < edges.size(); i++) {
      int late = Math.min(LatencyHistogram.BUCKETS - 1, edges.get(i) + policy.latency().marginBuckets());
      double y = above(c1, late) - above(c0, late);
      double stables = above(s1, edges.get(i)) - above(s0, edges.get(i));
      double candidates = c1.requests() - c0.requests();
      double burst = policy.burst().isPresent() ? policy.burst().getAsDouble() : before.latencyDispersion().get(i).upperBound();
      slower.get(i).see(y / burst, (y + stables) / burst, candidates / (candidates + s1.requests() - s0.requests()));
    }
  }

  private static double above(ReleaseCounts counts, int bucket) {
    return counts.latency().countAbove(LatencyHistogram.edgeNanos(bucket));
  }

  double ln() {
    return slower.isEmpty() ? 0 : Kappa.lnMean(slower.stream().mapToDouble(Kappa::ln).toArray());
  }
}
