package dev.slipway.simulator.rehearsal;

import dev.slipway.core.traffic.LatencyHistogram;

/** A histogram made up from three quantiles: lognormal between them, and beyond them as between the nearest two. */
public final class QuantileLatency {
  private static final double Z95 = Normal.quantile(0.95);
  private static final double Z99 = Normal.quantile(0.99);
  private static final double LEAST_SLOPE = 1e-3;

  private QuantileLatency() {}

  /**
   * So many requests with these quantiles.
   *
   * @param p50 milliseconds, above 0
   * @param p95 milliseconds, at least p50
   * @param p99 milliseconds, at least p95
   */
  public static LatencyHistogram of(long requests, double p50, double p95, double p99) {
    double body = Math.max(LEAST_SLOPE, StrictMath.log(p95 / p50) / Z95);
    double tail = Math.max(LEAST_SLOPE, StrictMath.log(p99 / p95) / (Z99 - Z95));
    long[] counts = new long[LatencyHistogram.BUCKETS];
    long before = 0;
    for (int i = 0; i < counts.length; i++) {
      double millis = LatencyHistogram.edgeNanos(i) / 1e6;
      double z = millis <= p95 ? StrictMath.log(millis / p50) / body : Z95 + StrictMath.log(millis / p95) / tail;
      long upTo = i == counts.length - 1 ? requests : Math.round(requests * Normal.below(z));
      counts[i] = upTo - before;
      before = upTo;
    }
    return LatencyHistogram.of(counts);
  }
}
