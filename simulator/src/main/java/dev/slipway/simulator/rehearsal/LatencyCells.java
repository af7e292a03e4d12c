package dev.slipway.simulator.rehearsal;

import dev.slipway.core.traffic.LatencyHistogram;
import java.util.List;

/**
 * A latency shape told apart only at a few buckets, for where nothing else of it is looked at. It is distributed as a whole histogram is
 * that is {@linkplain LatencyHistogram#folded folded}.
 */
final class LatencyCells {
  private static final int REQUESTS_PER_CELL = 8;

  private final List<Integer> bounds;
  private final int[] buckets;
  private final double[] upTo;

  /** Of a shape, at these buckets in any order. */
  LatencyCells(LatencyShape shape, List<Integer> bounds) {
    this.bounds = bounds;
    int[] below = bounds.stream().filter(b -> b < LatencyHistogram.BUCKETS - 1).distinct().mapToInt(b -> b).sorted().toArray();
    this.buckets = new int[below.length + 1];
    this.upTo = new double[below.length + 1];
    for (int i = 0; i < below.length; i++) {
      buckets[i] = below[i];
      upTo[i] = shape.upTo(below[i]);
    }
    buckets[below.length] = LatencyHistogram.BUCKETS - 1;
    upTo[below.length] = 1;
  }

  boolean at(List<Integer> others) {
    return bounds.equals(others);
  }

  /** How likely each is, in order. */
  double[] shares() {
    double[] shares = upTo.clone();
    for (int i = shares.length - 1; i > 0; i--) {
      shares[i] -= upTo[i - 1];
    }
    return shares;
  }

  /** So many requests' latencies, added to the counts of each cell. */
  void draw(long requests, long[] counts, Draws draws) {
    if (requests < (long) REQUESTS_PER_CELL * buckets.length) {
      oneByOne(requests, counts, draws);
    } else {
      split(requests, counts, draws);
    }
  }

  private void oneByOne(long requests, long[] counts, Draws draws) {
    for (long i = 0; i < requests; i++) {
      double at = draws.even();
      int cell = 0;
      while (at >= upTo[cell]) {
        cell++;
      }
      counts[cell]++;
    }
  }

  private void split(long requests, long[] counts, Draws draws) {
    long rest = requests;
    double reached = 0;
    for (int i = 0; i < upTo.length; i++) {
      long here = reached >= 1 ? 0 : draws.binomial(rest, Math.min(1, (upTo[i] - reached) / (1 - reached)));
      counts[i] += here;
      rest -= here;
      reached = upTo[i];
    }
  }

  /** Of the counts of each cell. */
  LatencyHistogram histogram(long[] counts) {
    int[] held = new int[buckets.length];
    long[] kept = new long[buckets.length];
    int filled = 0;
    for (int i = 0; i < counts.length; i++) {
      held[filled] = buckets[i];
      kept[filled] = counts[i];
      filled += counts[i] > 0 ? 1 : 0;
    }
    return LatencyHistogram.of(filled == held.length ? buckets : held, kept, filled);
  }
}
