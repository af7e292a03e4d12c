package dev.slipway.core.analysis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.traffic.LatencyHistogram;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class LatencyTestTest {
  private static final List<Double> CALM = Collections.nCopies(Baseline.QUANTILES.size(), 1.0);
  private static final double LN_LIMIT = Math.log(1 / 0.004);

  private static LatencyHistogram lognormal(SplittableRandom random, int count, double factor) {
    LatencyHistogram.Recorder recorder = new LatencyHistogram.Recorder();
    for (int i = 0; i < count; i++) {
      recorder.record((long) (factor * 20e6 * Math.exp(0.8 * random.nextGaussian())));
    }
    return recorder.snapshot();
  }

  private static int requestsUntilSlower(long seed, double factor, int most) {
    SplittableRandom random = new SplittableRandom(seed);
    LatencyTest test = LatencyTest.at(Baseline.QUANTILES, lognormal(random, 5_000, 1));
    for (int requests = 0; requests < most; requests += 10) {
      if (test.lnFailing() >= LN_LIMIT) {
        return requests;
      }
      test = test.plus(5, lognormal(random, 10, factor), lognormal(random, 190, 1), CALM);
    }
    return most;
  }

  private static long found(double factor, int seeds, int within) {
    long found = 0;
    for (long seed = 0; seed < seeds; seed++) {
      found += requestsUntilSlower(seed, factor, within) < within ? 1 : 0;
    }
    return found;
  }

  @Test
  void equal_latency_and_ten_percent_more_are_no_fault() {
    assertTrue(found(1, 60, 3_000) <= 2);
    assertTrue(found(1.08, 60, 3_000) <= 2);
  }

  @Test
  void half_as_slow_again_is_found_in_some_hundred_requests_and_twice_in_some_dozen() {
    assertTrue(found(1.5, 40, 600) >= 34);
    assertTrue(found(2, 40, 160) >= 34);
  }

  @Test
  void without_traffic_beside_it_nothing_is_said() {
    LatencyTest test = LatencyTest.at(List.of(100, 200));
    LatencyHistogram some = lognormal(new SplittableRandom(1), 100, 1);
    assertEquals(test, test.plus(5, some, LatencyHistogram.empty(), List.of(1.0, 1.0)));
    assertEquals(test, test.plus(5, LatencyHistogram.empty(), some, List.of(1.0, 1.0)));
  }

  @Test
  void folded_latencies_say_bit_for_bit_the_same() {
    SplittableRandom random = new SplittableRandom(7);
    LatencyTest test = LatencyTest.at(Baseline.QUANTILES, lognormal(random, 5_000, 1));
    LatencyHistogram candidate = lognormal(random, 500, 1.3);
    LatencyHistogram stable = lognormal(random, 9_500, 1);
    List<Integer> bounds = test.bounds(5);
    assertEquals(test.plus(5, candidate, stable, CALM), test.plus(5, candidate.folded(bounds), stable.folded(bounds), CALM));
    assertTrue(candidate.folded(bounds).asMap().size() <= bounds.size() + 1);
  }

  @Test
  void evidence_is_the_mean_over_the_edges_so_that_one_loud_edge_pays_for_having_been_picked() {
    LatencyTest test = LatencyTest.at(List.of(400, 500)).plus(0, ofOne(450, 50), ofOne(450, 5).plus(ofOne(300, 945)), List.of(1.0, 1.0));
    double loud = test.slower().getFirst().lnEvidence(Kernel.FAIL);
    assertEquals(0, test.strongest());
    assertEquals(Math.log((Math.exp(loud) + 1) / 2), test.lnFailing(), 1e-9);
  }

  private static LatencyHistogram ofOne(int bucket, long count) {
    return LatencyHistogram.of(java.util.Map.of(bucket, count));
  }
}
