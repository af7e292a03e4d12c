package dev.slipway.core.traffic;

import java.util.Arrays;
import java.util.List;

/**
 * The few buckets that stand for all of a {@link LatencyHistogram}: each is folded into the lowest of them that is not below it, or into
 * the last bucket there is.
 */
final class FoldedBuckets {
  private final int[] ascending;

  private FoldedBuckets(int[] ascending) {
    this.ascending = ascending;
  }

  /** These buckets, in any order. */
  static FoldedBuckets at(List<Integer> bounds) {
    int[] ascending = new int[bounds.size()];
    for (int i = 0; i < ascending.length; i++) {
      ascending[i] = bounds.get(i);
    }
    Arrays.sort(ascending);
    return new FoldedBuckets(ascending);
  }

  /** The same told apart only by these; itself where it is already. */
  LatencyHistogram of(LatencyHistogram whole, int[] indexes, long[] counts) {
    int[] few = new int[indexes.length];
    long[] sums = new long[indexes.length];
    int last = -1;
    int bound = 0;
    boolean moved = false;
    for (int i = 0; i < indexes.length; i++) {
      while (bound < ascending.length && ascending[bound] < indexes[i]) {
        bound++;
      }
      int bucket = bound < ascending.length ? ascending[bound] : LatencyHistogram.BUCKETS - 1;
      moved |= bucket != indexes[i];
      last += last < 0 || few[last] != bucket ? 1 : 0;
      few[last] = bucket;
      sums[last] += counts[i];
    }
    return moved ? LatencyHistogram.of(few, sums, last + 1) : whole;
  }
}
