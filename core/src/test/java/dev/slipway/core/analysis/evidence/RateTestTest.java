package dev.slipway.core.analysis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class RateTestTest {
  private static final RateRule RULE = RateRule.DEFAULT;
  private static final double LN_LIMIT = Math.log(100);

  private static Pair batch(Draws draws, int candidate, double candidateRate, int stable, double stableRate) {
    return new Pair(draws.binomial(candidate, candidateRate), candidate, draws.binomial(stable, stableRate), stable);
  }

  private static int falseAlarms(int runs, int batches, double candidateRate, double stableRate) {
    int alarms = 0;
    for (int run = 0; run < runs; run++) {
      Draws draws = new Draws(run);
      RateTest test = RateTest.START;
      for (int i = 0; i < batches && test.lnFailing() < LN_LIMIT; i++) {
        test = test.beside(RULE, batch(draws, 50, candidateRate, 950, stableRate), 1);
      }
      alarms += test.lnFailing() >= LN_LIMIT ? 1 : 0;
    }
    return alarms;
  }

  @Test
  void at_the_worst_harmless_rate_at_most_one_in_a_hundred_is_called_worse_however_often_one_looks() {
    // 0.5 % of stable's and 1.2 times that; 24 in 1,500 would be the 99 % bound of one in a hundred.
    assertTrue(falseAlarms(1_500, 1_500, 0.006, 0.005) <= 23);
  }

  @Test
  void where_both_fail_alike_in_an_outage_nothing_speaks_against_the_candidate() {
    assertTrue(falseAlarms(300, 600, 0.30, 0.30) <= 6);
  }

  @Test
  void ten_times_the_errors_are_found_within_a_few_hundred_requests() {
    int requests = 0;
    for (int run = 0; run < 200; run++) {
      Draws draws = new Draws(run);
      RateTest test = RateTest.START;
      while (test.lnFailing() < LN_LIMIT) {
        test = test.beside(RULE, batch(draws, 5, 0.02, 95, 0.001), 1);
        requests += 5;
      }
    }
    assertTrue(requests / 200 < 300, () -> "on average too many");
  }

  @Test
  void below_the_floor_a_multiple_of_nothing_is_no_fault() {
    RateTest test = RateTest.START.beside(RULE, new Pair(20, 1_000_000, 0, 1_000_000), 1);
    assertTrue(test.worse().lnEvidence(Kernel.FAIL) > LN_LIMIT);
    assertTrue(test.lnFailing() < 0);
  }

  @Test
  void equal_rates_are_shown_to_be_as_good() {
    RateTest test = RateTest.START.beside(RULE, new Pair(8, 8_000, 8, 8_000), 1);
    assertTrue(test.lnPassing() > Math.log(20));
  }

  @Test
  void in_the_next_step_what_spoke_against_it_stays_and_what_spoke_for_it_does_not() {
    RateTest test = RateTest.START.beside(RULE, new Pair(5, 5_000, 5, 5_000), 1).nextStep();
    assertEquals(0, test.lnPassing(), 1e-12);
    assertTrue(test.worse().lnEvidence(Kernel.FAIL) != 0);
  }

  @Test
  void batches_of_one_side_only_compare_nothing() {
    RateTest ofCandidate = RateTest.START.beside(RULE, new Pair(40, 50, 0, 0), 1);
    assertEquals(0, ofCandidate.worse().lnEvidence(Kernel.FAIL), 1e-9);
    RateTest ofStable = RateTest.START.beside(RULE, new Pair(0, 0, 40, 50), 1);
    assertEquals(RateTest.START.lnFailing(), ofStable.lnFailing(), 1e-12);
  }

  @Test
  void bursts_count_as_one_event() {
    Pair burst = new Pair(50, 1_000, 10, 19_000);
    double alone = RateTest.START.beside(RULE, burst, 1).lnFailing();
    double divided = RateTest.START.beside(RULE, burst, 5).lnFailing();
    assertTrue(divided < alone / 3, () -> alone + " and " + divided);
  }

  @Test
  void a_thousand_million_requests_are_finite_evidence() {
    RateTest test = RateTest.START.beside(RULE, new Pair(1e6, 1e9, 1e6, 1e9), 1);
    assertTrue(Double.isFinite(test.lnFailing()) && test.lnFailing() < 0);
    assertTrue(Double.isFinite(test.lnPassing()) && test.lnPassing() > LN_LIMIT);
  }

  @Test
  void alone_the_candidate_is_held_against_the_most_that_stable_may_have_been() {
    int alarms = 0;
    for (int run = 0; run < 300; run++) {
      Draws draws = new Draws(run);
      Known stable = Known.of(draws.binomial(2_000, 0.005), 2_000, 1);
      RateTest test = RateTest.START;
      for (int i = 0; i < 200; i++) {
        test = test.alone(RULE, new Pair(draws.binomial(500, 0.005), 500, 0, 0), 1, stable);
      }
      alarms += test.lnFailing() >= LN_LIMIT ? 1 : 0;
    }
    assertTrue(alarms <= 5, alarms + " of 300 with the same rate as before were called worse");
  }

  @Test
  void alone_and_without_any_knowledge_of_stable_only_gross_errors_speak() {
    Known nothing = Known.of(0, 0, 1);
    assertTrue(RateTest.START.alone(RULE, new Pair(20, 1_000, 0, 0), 1, nothing).lnFailing() < LN_LIMIT);
    assertTrue(RateTest.START.alone(RULE, new Pair(100, 200, 0, 0), 1, nothing).lnFailing() > LN_LIMIT);
  }
}
