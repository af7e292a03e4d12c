package dev.slipway.simulator.rehearsal;

import dev.slipway.core.traffic.LatencyHistogram;

/**
 * How long requests take: a lognormal distribution over the buckets of {@link LatencyHistogram}.
 *
 * <p>A batch costs as much as it has requests while they are few (one look-up each) and as much as there are
 * buckets when they are many (a tree of binomial splits): no more for a million requests than for ten thousand. Both draw exactly, to 2⁻³².
 */
public final class LatencyShape {
  /** The usual spread of latencies: their logarithm's standard deviation. */
  public static final double USUAL_SIGMA = 0.8;

  private static final double SIGMAS = 4.5;
  private static final int REQUESTS_PER_BUCKET = 10;

  private final double medianMillis;
  private final double sigma;
  private final int first;
  private final double[] below;
  private final AliasTable buckets;

  /**
   * A shape.
   *
   * @param medianMillis above 0
   * @param sigma standard deviation of the logarithm, above 0
   */
  public LatencyShape(double medianMillis, double sigma) {
    this.medianMillis = medianMillis;
    this.sigma = sigma;
    this.first = bucketAt(-SIGMAS);
    int last = bucketAt(SIGMAS);
    this.below = new double[last - first + 2];
    for (int i = first; i < last; i++) {
      below[i - first + 1] = Normal.below(StrictMath.log(LatencyHistogram.edgeNanos(i) / 1e6 / medianMillis) / sigma);
    }
    below[below.length - 1] = 1;
    double[] weights = new double[below.length - 1];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = below[i + 1] - below[i];
    }
    this.buckets = new AliasTable(weights);
  }

  private int bucketAt(double sigmas) {
    return LatencyHistogram.indexOf((long) (medianMillis * 1e6 * StrictMath.exp(sigma * sigmas)));
  }

  /** Latency that the fraction {@code p} of requests does not exceed. */
  public double quantileMillis(double p) {
    return medianMillis * StrictMath.exp(sigma * Normal.quantile(p));
  }

  /** Chance of a latency in this bucket or below it. */
  double upTo(int bucket) {
    return bucket < first ? 0 : below[Math.min(bucket - first + 1, below.length - 1)];
  }

  /** The same with every latency multiplied. */
  public LatencyShape slower(double factor) {
    return new LatencyShape(medianMillis * factor, sigma);
  }

  /** So many requests' latencies. */
  LatencyHistogram draw(long requests, Draws draws) {
    if (requests == 0) {
      return LatencyHistogram.empty();
    }
    long[] counts = new long[LatencyHistogram.BUCKETS];
    if (requests < (long) REQUESTS_PER_BUCKET * buckets.size()) {
      for (long i = 0; i < requests; i += 2) {
        long bits = draws.bits();
        counts[first + buckets.one(bits >>> 32)]++;
        counts[first + buckets.one(bits)] += i + 1 < requests ? 1 : 0;
      }
    } else {
      split(requests, 0, buckets.size(), counts, draws);
    }
    return LatencyHistogram.of(counts);
  }

  /** Halves the buckets from..to, and draws how many of their requests lie in the lower half. */
  private void split(long requests, int from, int to, long[] counts, Draws draws) {
    if (requests == 0 || to - from == 1) {
      counts[first + from] += requests;
      return;
    }
    int middle = (from + to) >>> 1;
    double whole = below[to] - below[from];
    long lower = whole <= 0 ? 0 : draws.binomial(requests, Math.min(1, (below[middle] - below[from]) / whole));
    split(lower, from, middle, counts, draws);
    split(requests - lower, middle, to, counts, draws);
  }
}
