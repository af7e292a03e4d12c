package dev.slipway.bench.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Against the specification's table; the full run of the benchmark has ten times as many seeds. */
class DetectionTest {
  private static final int SEEDS = 400;

  @Test
  void medians_are_those_of_the_specification() {
    near(1_700, 0.005, 0.05);
    near(484, 0.01, 0.05);
    near(530, 0.01, 0.1);
    near(1_335, 0.01, 0.5);
    near(181, 0.02, 0.05);
    near(57, 0.05, 0.05);
    near(202, 0.05, 0.5);
  }

  @Test
  void walds_limit_is_below_ours_and_the_peers_are_above() {
    Detection found = Detection.of(new Detection.Cell(0.001, 0.05, 0.05, 0.01, 100), 50, 1);
    long ours = median(found.ours);
    assertTrue(median(found.sprt) < ours);
    assertTrue(ours < median(found.threshold));
    assertTrue(median(found.threshold) < median(found.kayenta));
  }

  @Test
  void a_fixed_threshold_never_sees_what_is_below_it() {
    Detection found = Detection.of(new Detection.Cell(0.001, 0.005, 0.05, 0.01, 100), 20, 1);
    assertNull(found.threshold.quantile(0.5));
  }

  @Test
  void ours_alone_has_the_same_traffic() {
    Detection.Cell cell = new Detection.Cell(0.001, 0.02, 0.05, 0.01, 100);
    assertEquals(Detection.of(cell, 50, 1).ours.quantile(0.5), Detection.oursAlone(cell, 50, 1).quantile(0.5));
  }

  private static void near(double expected, double candidate, double split) {
    Times found = Detection.oursAlone(new Detection.Cell(0.001, candidate, split, 0.01, 100), SEEDS, 1);
    assertEquals(expected, median(found), expected * 0.15, candidate + " at " + split);
  }

  private static long median(Times times) {
    Long median = times.quantile(0.5);
    return median == null ? Times.NEVER : median;
  }
}
