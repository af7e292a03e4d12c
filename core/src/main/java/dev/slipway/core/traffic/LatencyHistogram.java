package dev.slipway.core.traffic;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often each latency was seen, in buckets whose edges grow by {@link #GAMMA}: any quantile is known to 2 %, from 10 µs to over 100 s,
 * and histograms of several places or moments add and subtract without loss.
 *
 * <p>Bucket 0 holds everything up to 10 µs; bucket <i>i</i> holds latencies above {@code edgeNanos(i - 1)} up to and including {@code
 * edgeNanos(i)}; the last bucket also holds everything longer. A value of this type never changes; {@link Recorder} is its mutable
 * writer. The layout is that of DDSketch (Masson, Rim, Lee: VLDB 2019) with fixed bounds.
 */
public final class LatencyHistogram {
  /** The ratio between the upper edges of neighbouring buckets. */
  public static final double GAMMA = 1.02;

  /** How many buckets there are; indexes run from 0 to one less. */
  public static final int BUCKETS = 816;

  private static final LatencyHistogram EMPTY = new LatencyHistogram(new int[0], new long[0]);

  private final int[] indexes;
  private final long[] counts;
  private final long total;

  private LatencyHistogram(int[] indexes, long[] counts) {
    this.indexes = indexes;
    this.counts = counts;
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    this.total = sum;
  }

  public static LatencyHistogram empty() {
    return EMPTY;
  }

  /**
   * From bucket index to count, as {@link #asMap} gives it; zero counts are allowed and forgotten.
   *
   * @throws IllegalArgumentException for an index outside the layout or a negative count
   */
  public static LatencyHistogram of(Map<Integer, Long> countsByIndex) {
    long[] dense = new long[BUCKETS];
    countsByIndex.forEach((index, count) -> {
      if (index < 0 || index >= BUCKETS || count < 0) {
        throw new IllegalArgumentException("no such bucket or count: " + index + " → " + count);
      }
      dense[index] = count;
    });
    return of(dense);
  }

  /** The bucket that a latency falls into; below zero counts as zero. */
  public static int indexOf(long nanos) {
    return BucketEdges.indexOf(nanos);
  }

  /** The upper edge of a bucket, in nanoseconds. */
  public static long edgeNanos(int index) {
    return BucketEdges.nanos(index);
  }

  public long total() {
    return total;
  }

  /** Count by bucket index, ascending, only buckets that hold something. */
  public SortedMap<Integer, Long> asMap() {
    SortedMap<Integer, Long> map = new TreeMap<>();
    for (int i = 0; i < indexes.length; i++) {
      map.put(indexes[i], counts[i]);
    }
    return Collections.unmodifiableSortedMap(map);
  }

  /** Both together. */
  public LatencyHistogram plus(LatencyHistogram other) {
    return other.indexes.length == 0 ? this : indexes.length == 0 ? other
        : MergedBuckets.of(indexes, counts, other.indexes, other.counts, 1).orElseThrow();
  }

  /**
   * What was added since {@code earlier}.
   *
   * @throws IllegalArgumentException if {@code earlier} is not an earlier state of the same count: something was reset in between
   */
  public LatencyHistogram minus(LatencyHistogram earlier) {
    return since(earlier).orElseThrow(() -> new IllegalArgumentException("a bucket shrank: the count was reset in between"));
  }

  /** What was added since {@code earlier}; empty if that is not an earlier state of the same count. */
  public Optional<LatencyHistogram> since(LatencyHistogram earlier) {
    return earlier.indexes.length == 0 ? Optional.of(this)
        : MergedBuckets.of(indexes, counts, earlier.indexes, earlier.counts, -1);
  }

  /**
   * The same told apart only by what is needed: every latency up to one of these buckets counts as in it, and what is above all of them as
   * in the last bucket there is. Counts above these buckets stay exact.
   *
   * @param bounds bucket indexes, in any order
   */
  public LatencyHistogram folded(List<Integer> bounds) {
    return FoldedBuckets.at(bounds).of(this, indexes, counts);
  }

  /**
   * The upper edge, in nanoseconds, of the bucket that holds the latency which the fraction {@code p} of all does not exceed: at most 2 %
   * above the truth. Empty when nothing was recorded.
   *
   * @param p in [0, 1], as in 0.95
   */
  public OptionalLong quantileNanos(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("a quantile is in [0, 1], not " + p);
    }
    long rank = Math.max(1, (long) Math.ceil(p * total));
    long seen = 0;
    for (int i = 0; i < indexes.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return OptionalLong.of(edgeNanos(indexes[i]));
      }
    }
    return OptionalLong.empty();
  }

  /**
   * How many were longer than the bucket that holds {@code nanos}: exact when {@code nanos} is an edge, else at most 2 % of
   * latency off.
   */
  public long countAbove(long nanos) {
    return countAboveBucket(indexOf(nanos));
  }

  /** How many were longer than a bucket's upper edge: exact. */
  public long countAboveBucket(int bucket) {
    long above = 0;
    for (int i = indexes.length - 1; i >= 0 && indexes[i] > bucket; i--) {
      above += counts[i];
    }
    return above;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LatencyHistogram that && Arrays.equals(indexes, that.indexes) && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(indexes) + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "LatencyHistogram" + asMap();
  }

  /** From a count for each of the {@link #BUCKETS} buckets, none below 0. */
  public static LatencyHistogram of(long[] dense) {
    int[] indexes = new int[dense.length];
    long[] counts = new long[dense.length];
    int filled = 0;
    for (int i = 0; i < dense.length; i++) {
      indexes[filled] = i;
      counts[filled] = dense[i];
      filled += dense[i] > 0 ? 1 : 0;
    }
    return of(indexes, counts, filled);
  }

  /** From the first so many buckets, ascending, and their counts, all above 0; neither array is written to afterwards. */
  public static LatencyHistogram of(int[] indexes, long[] counts, int filled) {
    if (filled == indexes.length && filled > 0) {
      return new LatencyHistogram(indexes, counts);
    }
    return filled == 0 ? EMPTY : new LatencyHistogram(Arrays.copyOf(indexes, filled), Arrays.copyOf(counts, filled));
  }

  /** The mutable writer of a histogram, for one thread: recording allocates nothing. */
  public static final class Recorder {
    private final long[] dense = new long[BUCKETS];

    /** Counts one latency. */
    public void record(long nanos) {
      dense[indexOf(nanos)]++;
    }

    /** What was recorded so far, since this recorder was made. */
    public LatencyHistogram snapshot() {
      return of(dense);
    }
  }
}
