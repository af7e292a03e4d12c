package dev.slipway.core.analysis.evidence;

import dev.slipway.core.traffic.LatencyHistogram;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether the candidate is slower than stable: at several latencies at once, whether more of its requests take longer than a margin beyond
 * it.
 *
 * @param edges buckets of {@link LatencyHistogram} at stable's quantiles, fixed before the first batch that is judged by them
 * @param slower evidence at each edge, over the whole rollout
 */
public record LatencyTest(List<Integer> edges, List<Wealth> slower) {
  public LatencyTest {
    edges = List.copyOf(edges);
    slower = List.copyOf(slower);
  }

  /** At these quantiles of stable's latency, each in (0, 1). */
  public static LatencyTest at(List<Double> quantiles, LatencyHistogram stable) {
    List<Integer> edges = new ArrayList<>();
    for (double q : quantiles) {
      edges.add(LatencyHistogram.indexOf(stable.quantileNanos(q).orElse(0)));
    }
    return at(edges);
  }

  /** At these buckets. */
  public static LatencyTest at(List<Integer> edges) {
    return new LatencyTest(edges, edges.stream().map(e -> Wealth.none(Kernel.FAIL)).toList());
  }

  /**
   * Adds a batch. Without concurrent traffic on stable it says nothing, and adds nothing.
   *
   * @param marginBuckets how many buckets of 2 % slower the candidate may be
   * @param bursts for each edge, how many slow requests come together on average, ≥ 1
   */
  public LatencyTest plus(int marginBuckets, LatencyHistogram candidate, LatencyHistogram stable, List<Double> bursts) {
    if (candidate.total() == 0 || stable.total() == 0) {
      return this;
    }
    List<Wealth> next = new ArrayList<>(slower.size());
    double[] costs = Kernel.FAIL.costs(new Pair(0, candidate.total(), 0, stable.total()).theta(1));
    for (int i = 0; i < slower.size(); i++) {
      Pair pair = pair(i, marginBuckets, candidate, stable);
      double burst = bursts.get(i);
      double y = pair.candidateEvents() / burst;
      next.add(slower.get(i).plus(Kernel.FAIL, y, y + pair.stableEvents() / burst, costs));
    }
    return new LatencyTest(edges, next);
  }

  /** The buckets at which requests are counted: all that it needs to know of a latency. */
  public List<Integer> bounds(int marginBuckets) {
    List<Integer> bounds = new ArrayList<>(2 * edges.size());
    bounds.addAll(edges);
    for (int edge : edges) {
      bounds.add(shifted(edge, marginBuckets));
    }
    return bounds;
  }

  private static int shifted(int edge, int marginBuckets) {
    return Math.min(LatencyHistogram.BUCKETS - 1, edge + marginBuckets);
  }

  /** How many of each took longer than one edge, the candidate's after taking off its margin. */
  public Pair pair(int edge, int marginBuckets, LatencyHistogram candidate, LatencyHistogram stable) {
    int bucket = edges.get(edge);
    return new Pair(
        candidate.countAboveBucket(shifted(bucket, marginBuckets)),
        candidate.total(),
        stable.countAboveBucket(bucket),
        stable.total());
  }

  /** The edge that speaks loudest. */
  public int strongest() {
    int best = 0;
    for (int i = 1; i < slower.size(); i++) {
      best = slower.get(i).lnEvidence(Kernel.FAIL) > slower.get(best).lnEvidence(Kernel.FAIL) ? i : best;
    }
    return best;
  }

  /** What {@link #lnFailing} is at most. */
  public double lnFailingAtMost() {
    double most = Double.NEGATIVE_INFINITY;
    for (Wealth wealth : slower) {
      most = Math.max(most, wealth.lnAtMost());
    }
    return most;
  }

  /** ln of the mean evidence over the edges. */
  public double lnFailing() {
    double lnShare = -StrictMath.log(slower.size());
    return LogSum.of(slower.stream().mapToDouble(w -> lnShare + w.lnEvidence(Kernel.FAIL)).toArray());
  }
}
