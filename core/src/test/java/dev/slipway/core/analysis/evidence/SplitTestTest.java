package dev.slipway.core.analysis.evidence;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class SplitTestTest {
  private static final double LN_LIMIT = Math.log(100);

  private static double lnOff(long seed, double asked, double real, int batches) {
    Draws draws = new Draws(seed);
    SplitTest test = SplitTest.START;
    double most = 0;
    for (int i = 0; i < batches; i++) {
      long candidate = draws.binomial(200, real);
      test = test.plus(asked, 0.1, candidate, 200 - candidate);
      most = Math.max(most, test.lnOff());
    }
    return most;
  }

  private static int off(double asked, double real) {
    int off = 0;
    for (long seed = 0; seed < 200; seed++) {
      off += lnOff(seed, asked, real, 200) >= LN_LIMIT ? 1 : 0;
    }
    return off;
  }

  @Test
  void a_split_within_its_tolerance_is_left_alone() {
    assertTrue(off(0.05, 0.05) <= 4);
    assertTrue(off(0.05, 0.0549) <= 6);
    assertTrue(off(0.5, 0.46) <= 6);
  }

  @Test
  void one_that_gives_half_or_twice_as_much_is_found() {
    assertTrue(off(0.05, 0.10) >= 195);
    assertTrue(off(0.05, 0.025) >= 195);
    assertTrue(off(0.5, 0.8) >= 195);
  }

  @Test
  void nothing_at_all_says_nothing_and_one_side_alone_says_much() {
    assertTrue(SplitTest.START.plus(0.5, 0.1, 0, 0).lnOff() == SplitTest.START.lnOff());
    assertTrue(SplitTest.START.plus(0.95, 0.1, 0, 1_000_000).lnOff() > LN_LIMIT);
    assertTrue(Double.isFinite(SplitTest.START.plus(0.95, 0.1, 1e9, 0).lnOff()));
  }
}
