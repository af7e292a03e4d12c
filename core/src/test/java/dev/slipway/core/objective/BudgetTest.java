package dev.slipway.core.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Budgets and burn rates, worked out by hand beside, and a series of minutes. */
class BudgetTest {
  private static final Objective THREE_NINES = new Objective(Optional.empty(), new BigDecimal("99.9"), Duration.ofDays(30));
  private static final double CLOSE = 1e-9;
  private static final int PER_MINUTE = 10_000;

  @Test
  void the_example_of_the_workbook_comes_out() {
    // Chapter 2: an objective of 99.9 % over 3,000,000 requests has a budget of 3,000 errors.
    Budget budget = new Budget(THREE_NINES, new Tallied(3_000_000, 750));
    assertEquals(3_000, budget.allowedRequests(), CLOSE);
    assertEquals(0.25, budget.spent(), CLOSE);
    assertEquals(0.75, budget.left(), CLOSE);
    assertEquals(2_250, budget.leftRequests(), CLOSE);
    // 30 days × 0.1 % are 43.2 minutes; three quarters of them are 32.4.
    assertEquals(Duration.ofSeconds(1_944), budget.leftTime());
    assertFalse(budget.isSpent());
  }

  @Test
  void a_budget_is_spent_with_its_last_request_and_overdrawn_by_the_next() {
    assertFalse(new Budget(THREE_NINES, new Tallied(1_000_000, 999)).isSpent());
    assertTrue(new Budget(THREE_NINES, new Tallied(1_000_000, 1_000)).isSpent());
    assertEquals(-1, new Budget(THREE_NINES, new Tallied(1_000_000, 2_000)).left(), CLOSE);
    assertFalse(new Budget(THREE_NINES, Tallied.NONE).isSpent());
    assertEquals(1, new Budget(THREE_NINES, Tallied.NONE).left(), CLOSE);
  }

  @Test
  void burn_rates_and_thresholds_are_those_of_the_table() {
    assertEquals(14.4, BurnAlert.FAST.threshold(THREE_NINES), CLOSE);
    assertEquals(6, BurnAlert.STEADY.threshold(THREE_NINES), CLOSE);
    assertEquals(1, BurnAlert.SLOW.threshold(THREE_NINES), CLOSE);
    assertEquals(Duration.ofMinutes(5), BurnAlert.FAST.shortWindow());
    assertEquals(Duration.ofMinutes(30), BurnAlert.STEADY.shortWindow());
    assertEquals(Duration.ofHours(6), BurnAlert.SLOW.shortWindow());
    assertEquals(10, Budget.burnRate(THREE_NINES, new Tallied(1_000, 10)), CLOSE);
    assertEquals(0, Budget.burnRate(THREE_NINES, Tallied.NONE), CLOSE);
  }

  /** What a series, minutes ago → share of errors, comes to in the last stretch of time. */
  private static Function<Duration, Tallied> series(IntToDoubleFunction errors) {
    return window -> {
      Tallied sum = Tallied.NONE;
      for (int minute = 0; minute < window.toMinutes(); minute++) {
        sum = sum.plus(new Tallied(PER_MINUTE, Math.round(PER_MINUTE * errors.applyAsDouble(minute))));
      }
      return sum;
    };
  }

  @Test
  void a_full_hour_of_two_percent_alerts_fast_and_ten_minutes_of_it_do_not() {
    Function<Duration, Tallied> hour = series(ago -> ago < 60 ? 0.02 : 0);
    assertTrue(BurnAlert.FAST.burns(THREE_NINES, hour));
    assertFalse(BurnAlert.FAST.burns(THREE_NINES, series(ago -> ago < 10 ? 0.02 : 0)));
  }

  @Test
  void what_is_over_does_not_alert_any_more() {
    assertFalse(BurnAlert.FAST.burns(THREE_NINES, series(ago -> ago >= 10 && ago < 70 ? 0.02 : 0)));
    assertFalse(BurnAlert.STEADY.burns(THREE_NINES, series(ago -> ago >= 40 && ago < 400 ? 0.01 : 0)));
  }

  @Test
  void a_slow_leak_alerts_only_the_slow_one_and_a_good_month_none() {
    Function<Duration, Tallied> leak = series(ago -> 0.0011);
    assertTrue(BurnAlert.SLOW.burns(THREE_NINES, leak));
    assertFalse(BurnAlert.STEADY.burns(THREE_NINES, leak));
    Function<Duration, Tallied> good = series(ago -> 0.0009);
    for (BurnAlert each : BurnAlert.values()) {
      assertFalse(each.burns(THREE_NINES, good), each.toString());
    }
  }

  @Test
  void a_burn_of_the_threshold_spends_the_share_that_it_stands_for() {
    // 14.4 for one hour of a 30-day window: 2 % of the budget, at even traffic.
    double requests = 30 * 24 * 60.0 * PER_MINUTE;
    double bad = 60 * PER_MINUTE * 14.4 * THREE_NINES.allowed();
    assertEquals(0.02, bad / (requests * THREE_NINES.allowed()), CLOSE);
  }

  @Test
  void what_cannot_be_met_or_missed_is_no_objective() {
    for (String percent : new String[] {"0", "100", "-1", "101"}) {
      assertThrows(IllegalArgumentException.class, () -> new Objective(Optional.empty(), new BigDecimal(percent), Duration.ofDays(1)));
    }
  }
}
