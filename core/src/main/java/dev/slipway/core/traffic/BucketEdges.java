package dev.slipway.core.traffic;

/** Where the buckets of a {@link LatencyHistogram} end, in nanoseconds. */
final class BucketEdges {
  private static final int LAST = LatencyHistogram.BUCKETS - 1;
  private static final double FIRST_NANOS = 10_000;
  private static final double LOG_GAMMA = Math.log(LatencyHistogram.GAMMA);
  private static final long[] NANOS = nanos();

  private BucketEdges() {}

  static long nanos(int index) {
    return NANOS[index];
  }

  static int indexOf(long nanos) {
    if (nanos <= NANOS[0]) {
      return 0;
    }
    int guess = Math.min(LAST, (int) Math.ceil(Math.log(nanos / FIRST_NANOS) / LOG_GAMMA));
    // Math.log may differ in its last bit between machines; the table of edges decides, so every machine agrees.
    if (nanos <= NANOS[guess - 1]) {
      return guess - 1;
    }
    return nanos > NANOS[guess] && guess < LAST ? guess + 1 : guess;
  }

  private static long[] nanos() {
    long[] edges = new long[LatencyHistogram.BUCKETS];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = (long) (FIRST_NANOS * StrictMath.pow(LatencyHistogram.GAMMA, i));
    }
    return edges;
  }
}
