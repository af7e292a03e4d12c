package dev.slipway.core.traffic;

import java.util.Arrays;
import java.util.Optional;

/** Two {@link LatencyHistogram}s added, or one taken from the other: walked in order of index, so that what neither holds costs nothing. */
final class MergedBuckets {
  private MergedBuckets() {}

  /**
   * Both together.
   *
   * @param sign 1 to add the others, −1 to take them off
   * @return empty if a count would fall below 0
   */
  static Optional<LatencyHistogram> of(int[] indexes, long[] counts, int[] otherIndexes, long[] otherCounts, int sign) {
    if (sign > 0 && Arrays.equals(indexes, otherIndexes)) {
      return Optional.of(LatencyHistogram.of(indexes, sum(counts, otherCounts), indexes.length));
    }
    int[] mergedIndexes = new int[indexes.length + otherIndexes.length];
    long[] mergedCounts = new long[mergedIndexes.length];
    int filled = 0;
    for (int i = 0, j = 0; i < indexes.length || j < otherIndexes.length; ) {
      int mine = i < indexes.length ? indexes[i] : LatencyHistogram.BUCKETS;
      int theirs = j < otherIndexes.length ? otherIndexes[j] : LatencyHistogram.BUCKETS;
      int index = Math.min(mine, theirs);
      long count = (mine == index ? counts[i++] : 0) + (theirs == index ? sign * otherCounts[j++] : 0);
      if (count < 0) {
        return Optional.empty();
      }
      mergedIndexes[filled] = index;
      mergedCounts[filled] = count;
      filled += count > 0 ? 1 : 0;
    }
    return Optional.of(LatencyHistogram.of(mergedIndexes, mergedCounts, filled));
  }

  private static long[] sum(long[] counts, long[] otherCounts) {
    long[] sums = new long[counts.length];
    for (int i = 0; i < sums.length; i++) {
      sums[i] = counts[i] + otherCounts[i];
    }
    return sums;
  }
}
