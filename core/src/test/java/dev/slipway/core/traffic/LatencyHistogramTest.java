package dev.slipway.core.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LatencyHistogramTest {
  private static final long LONGEST_NANOS = 120_000_000_000L;

  @Test
  void the_layout_reaches_from_ten_microseconds_to_over_a_hundred_seconds() {
    assertEquals(10_000, LatencyHistogram.edgeNanos(0));
    assertTrue(LatencyHistogram.edgeNanos(LatencyHistogram.BUCKETS - 1) > 100_000_000_000L);
  }

  @Test
  void every_latency_lies_between_the_edges_of_its_bucket() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 200_000; i++) {
      assertInItsBucket((long) Math.exp(random.nextDouble() * Math.log(LONGEST_NANOS)));
    }
  }

  @Test
  void an_edge_belongs_to_the_bucket_below_it_and_the_next_nanosecond_to_the_one_above() {
    for (int index = 0; index < LatencyHistogram.BUCKETS - 1; index++) {
      long edge = LatencyHistogram.edgeNanos(index);
      assertEquals(index, LatencyHistogram.indexOf(edge));
      assertEquals(index + 1, LatencyHistogram.indexOf(edge + 1));
    }
  }

  @Test
  void latencies_outside_the_layout_fall_into_its_ends() {
    assertEquals(0, LatencyHistogram.indexOf(-5));
    assertEquals(0, LatencyHistogram.indexOf(0));
    assertEquals(LatencyHistogram.BUCKETS - 1, LatencyHistogram.indexOf(Long.MAX_VALUE));
  }

  @Test
  void a_quantile_is_never_below_the_truth_and_at_most_two_percent_above() {
    SplittableRandom random = new SplittableRandom(2);
    for (int round = 0; round < 50; round++) {
      long[] latencies = random.longs(1 + random.nextInt(2_000), 10_000, LONGEST_NANOS / 2).toArray();
      LatencyHistogram histogram = recorded(latencies);
      Arrays.sort(latencies);
      for (double p : new double[] {0, 0.5, 0.95, 0.99, 1}) {
        long truth = latencies[(int) Math.max(0, Math.ceil(p * latencies.length) - 1)];
        long seen = histogram.quantileNanos(p).orElseThrow();
        assertTrue(seen >= truth && seen <= truth * 1.0201, p + ": " + seen + " for " + truth);
      }
    }
  }

  @Test
  void what_was_added_since_is_what_remains_after_subtracting() {
    SplittableRandom random = new SplittableRandom(3);
    for (int round = 0; round < 100; round++) {
      LatencyHistogram before = recorded(random.longs(random.nextInt(300), 0, LONGEST_NANOS).toArray());
      LatencyHistogram since = recorded(random.longs(random.nextInt(300), 0, LONGEST_NANOS).toArray());
      LatencyHistogram after = before.plus(since);
      assertEquals(since, after.minus(before));
      assertEquals(before.total() + since.total(), after.total());
      assertEquals(after, since.plus(before));
    }
  }

  @Test
  void a_count_that_shrank_is_told_and_never_negative() {
    LatencyHistogram one = recorded(1_000_000);
    assertThrows(IllegalArgumentException.class, () -> LatencyHistogram.empty().minus(one));
  }

  @Test
  void counting_above_an_edge_is_exact() {
    long edge = LatencyHistogram.edgeNanos(400);
    LatencyHistogram histogram = recorded(edge - 1, edge, edge + 1, edge * 2, 5);
    assertEquals(2, histogram.countAbove(edge));
    assertEquals(0, histogram.countAbove(LONGEST_NANOS));
    assertEquals(4, histogram.countAbove(10_000));
  }

  @Test
  void the_map_of_counts_brings_the_same_histogram_back() {
    LatencyHistogram histogram = recorded(1, 20_000, 20_000, 5_000_000, Long.MAX_VALUE);
    assertEquals(histogram, LatencyHistogram.of(histogram.asMap()));
    assertEquals(Map.of(0, 1L, 36, 2L, 314, 1L, 815, 1L), histogram.asMap());
    assertThrows(IllegalArgumentException.class, () -> LatencyHistogram.of(Map.of(LatencyHistogram.BUCKETS, 1L)));
    assertThrows(IllegalArgumentException.class, () -> LatencyHistogram.of(Map.of(1, -1L)));
  }

  @Test
  void folding_keeps_every_count_in_the_lowest_bound_above_it_and_the_rest_in_the_last_bucket() {
    LatencyHistogram histogram = LatencyHistogram.of(Map.of(3, 1L, 10, 2L, 11, 4L, 400, 8L, 815, 16L));
    assertEquals(LatencyHistogram.of(Map.of(10, 3L, 20, 4L, 815, 24L)), histogram.folded(List.of(20, 10)));
    assertEquals(LatencyHistogram.of(Map.of(815, 31L)), histogram.folded(List.of()));
    LatencyHistogram folded = histogram.folded(List.of(10, 20));
    assertSame(folded, folded.folded(List.of(20, 10, 10)));
  }

  @Test
  void nothing_recorded_has_no_quantile() {
    assertEquals(OptionalLong.empty(), LatencyHistogram.empty().quantileNanos(0.5));
    assertEquals(0, LatencyHistogram.empty().countAbove(0));
    assertThrows(IllegalArgumentException.class, () -> LatencyHistogram.empty().quantileNanos(1.1));
  }

  @Test
  void a_snapshot_does_not_change_with_its_recorder() {
    LatencyHistogram.Recorder recorder = new LatencyHistogram.Recorder();
    recorder.record(1_000_000);
    LatencyHistogram snapshot = recorder.snapshot();
    recorder.record(1_000_000);
    assertEquals(1, snapshot.total());
    assertEquals(2, recorder.snapshot().total());
  }

  private static void assertInItsBucket(long nanos) {
    int index = LatencyHistogram.indexOf(nanos);
    assertTrue(index == 0 || nanos > LatencyHistogram.edgeNanos(index - 1), () -> nanos + " is below bucket " + index);
    assertTrue(index == LatencyHistogram.BUCKETS - 1 || nanos <= LatencyHistogram.edgeNanos(index), () -> nanos + " is above bucket "
        + index);
  }

  private static LatencyHistogram recorded(long... latencies) {
    LatencyHistogram.Recorder recorder = new LatencyHistogram.Recorder();
    for (long nanos : latencies) {
      recorder.record(nanos);
    }
    return recorder.snapshot();
  }
}
