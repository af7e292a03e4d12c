package dev.slipway.core.analysis.kayenta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** References: SciPy 1.17's mannwhitneyu (asymptotic, corrected for continuity and ties), its p-value inverted at 1 % on each side. */
class ShiftTest {
  private static final double EXACT = 1e-9;

  @Test
  void separated_samples_give_the_reference_interval() {
    check(
        new double[] {12, 15, 11, 14, 13, 16, 18, 17, 19, 20}, new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, new Shift(10, 6, 14));
  }

  @Test
  void overlapping_samples_give_the_reference_interval() {
    check(
        new double[] {3.1, 4.7, 5.2, 6.8, 7.7, 8.1, 9.9, 10.4, 4.4, 5.9, 6.1, 7.3},
        new double[] {2.9, 3.3, 4.1, 5.0, 5.5, 6.0, 6.6, 3.8, 4.9, 7.0},
        new Shift(1.6, -0.5, 3.9));
  }

  @Test
  void counts_with_many_ties_give_the_reference_interval() {
    check(
        new double[] {0, 0, 1, 2, 1, 0, 3, 2, 2, 1, 4, 3}, new double[] {0, 0, 0, 1, 0, 1, 0, 0, 2, 0, 1, 0, 0, 1}, new Shift(1, 0, 2));
  }

  @Test
  void a_lower_sample_gives_the_reference_interval() {
    check(
        new double[] {80, 82, 79, 85, 77, 81, 83, 78}, new double[] {120, 118, 125, 130, 122, 119, 127, 121}, new Shift(-42, -48, -37));
  }

  @Test
  void samples_too_small_to_reject_anything_have_the_extreme_differences_as_interval() {
    check(new double[] {5, 6, 7}, new double[] {1, 2, 3}, new Shift(4, 2, 6));
  }

  @Test
  void two_constants_have_their_difference_as_interval() {
    Shift shift = Shift.between(new double[] {0.02, 0.02, 0.02}, new double[] {0, 0, 0, 0});
    assertEquals(new Shift(0.02, 0.02, 0.02), shift);
    assertTrue(shift.high());
  }

  @Test
  void exchanging_the_samples_turns_the_interval_round() {
    double[] one = {0.1, 0.4, 0.2, 0.9, 0.7, 0.3};
    double[] other = {0.5, 0.8, 1.3, 1.1, 0.6};
    Shift there = Shift.between(one, other);
    check(other, one, new Shift(-there.estimate(), -there.upper(), -there.lower()));
  }

  @Test
  void the_interval_is_in_the_metrics_unit_however_small_that_is() {
    double[] x = {12e-6, 15e-6, 11e-6, 14e-6, 13e-6, 16e-6, 18e-6, 17e-6, 19e-6, 20e-6};
    double[] y = {1e-6, 2e-6, 3e-6, 4e-6, 5e-6, 6e-6, 7e-6, 8e-6, 9e-6, 10e-6};
    Shift shift = Shift.between(x, y);
    assertEquals(6e-6, shift.lower(), 1e-12);
    assertEquals(14e-6, shift.upper(), 1e-12);
  }

  @Test
  void an_interval_within_a_quarter_of_the_estimate_of_zero_is_no_change() {
    assertFalse(new Shift(10, 2.5, 20).high());
    assertTrue(new Shift(10, 2.6, 20).high());
    assertFalse(new Shift(-10, -20, -2.5).low());
    assertTrue(new Shift(-10, -20, -2.6).low());
  }

  private static void check(double[] candidate, double[] stable, Shift expected) {
    Shift found = Shift.between(candidate, stable);
    assertEquals(expected.estimate(), found.estimate(), EXACT);
    assertEquals(expected.lower(), found.lower(), EXACT);
    assertEquals(expected.upper(), found.upper(), EXACT);
  }
}
