package dev.slipway.core.analysis;

import static dev.slipway.core.analysis.Asked.COUNT;
import static dev.slipway.core.analysis.Asked.LEVEL;
import static dev.slipway.core.analysis.Asked.RATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.metric.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Limits that users put on their own measurements, by event time. */
final class MetricTriggerTest {
  private static final MetricTrigger TEN_AN_HOUR = new MetricTrigger(COUNT.name(), 10, MetricTrigger.Unit.PER_HOUR, Duration.ofHours(1));
  private static final MetricTrigger DEEP = new MetricTrigger(LEVEL.name(), 100, MetricTrigger.Unit.PLAIN, Duration.ofMinutes(5));
  private static final MetricTrigger TWO_PERCENT = new MetricTrigger(RATE.name(), 0.02, MetricTrigger.Unit.SHARE, Duration.ofMinutes(1));
  private static final Reading NOTHING = new Reading.Nothing("no series");
  private static final Reading WRONG = new Reading.Wrong("SLW-4510 no answer within 5 s");

  @Test
  void too_many_events_are_too_many_as_soon_as_the_eleventh_is_there() {
    Asked asked = Asked.about(COUNT, TEN_AN_HOUR).counts(1, 5, 7).counts(10, 5, 1);
    assertFalse(asked.trigger().fired(), asked::said);
    asked.counts(1, 5, 1);
    assertInstanceOf(Verdict.Failing.class, asked.verdict(), asked::said);
    assertEquals("registration-failures > 10 per 1h: 11", asked.verdict().reason());
  }

  @Test
  void what_was_counted_before_the_first_look_is_none_of_the_candidates() {
    assertFalse(Asked.about(COUNT, TEN_AN_HOUR).counts(1, 5, 1_000).counts(5, 5, 0).trigger().fired());
  }

  @Test
  void events_older_than_the_window_are_forgotten() {
    Asked asked = Asked.about(COUNT, TEN_AN_HOUR).counts(1, 60, 0).counts(1, 60, 10).counts(59, 60, 0);
    assertEquals(10, asked.trigger().last().orElseThrow());
    asked.counts(1, 60, 0);
    assertEquals(0, asked.trigger().last().orElseThrow());
    assertFalse(asked.counts(9, 60, 1).trigger().fired());
  }

  @Test
  void however_often_a_count_is_read_its_window_is_kept_in_few_slices_and_an_hour_of_it_is_never_cut_short() {
    Asked asked = Asked.about(COUNT, TEN_AN_HOUR).counts(1, 5, 0).counts(1, 5, 10).counts(710, 5, 0);
    assertTrue(asked.trigger().window().size() <= 62, () -> "slices: " + asked.trigger().window().size());
    assertEquals(10, asked.trigger().last().orElseThrow());
    assertTrue(asked.counts(1, 5, 1).trigger().fired());
  }

  @Test
  void a_count_that_was_started_anew_keeps_what_was_counted_before_and_adds_nothing_for_the_interval() {
    Asked asked = Asked.about(COUNT, TEN_AN_HOUR).counts(1, 5, 0).counts(1, 5, 10).startsAnew().counts(1, 5, 9);
    assertEquals(10, asked.trigger().last().orElseThrow());
    assertTrue(asked.counts(1, 5, 1).trigger().fired());
  }

  @Test
  void a_level_fires_once_it_has_been_above_for_so_long() {
    Asked asked = Asked.about(LEVEL, DEEP).levels(30, 10, 150, 0);
    assertEquals(Duration.ofSeconds(290), asked.trigger().breached());
    assertFalse(asked.verdict() instanceof Verdict.Failing, asked::said);
    asked.levels(1, 10, 150, 0);
    assertEquals("queue-depth > 100 for 5m: 150", asked.verdict().reason());
    assertInstanceOf(Verdict.Failing.class, asked.verdict());
  }

  @Test
  void a_level_at_its_limit_is_not_above_it_and_one_such_value_clears() {
    Asked asked = Asked.about(LEVEL, DEEP).levels(29, 10, 150, 0).levels(1, 10, 100, 0);
    assertEquals(Duration.ZERO, asked.trigger().breached());
  }

  @Test
  void the_same_level_read_again_is_no_more_time() {
    Asked asked = Asked.about(LEVEL, DEEP).levels(2, 10, 150, 0);
    for (int i = 0; i < 100; i++) {
      asked.says(10, Optional.of(new Reading.Level(asked.at(), 0)), new Reading.Level(asked.at(), 150));
    }
    assertEquals(Duration.ofSeconds(10), asked.trigger().breached());
  }

  @Test
  void a_gap_neither_counts_nor_clears_a_breach() {
    for (Reading gap : List.of(NOTHING, WRONG)) {
      Asked asked = Asked.about(LEVEL, DEEP).levels(16, 10, 150, 0).both(6, 10, gap);
      assertEquals(Duration.ofSeconds(150), asked.trigger().breached());
      asked.both(12, 10, gap).levels(1, 10, 150, 0);
      assertEquals(Duration.ofSeconds(150), asked.trigger().breached());
      asked.levels(15, 10, 150, 0);
      assertTrue(asked.trigger().fired(), asked::said);
    }
  }

  @Test
  void levels_more_than_two_minutes_apart_do_not_vouch_for_the_time_between() {
    assertEquals(Duration.ZERO, Asked.about(LEVEL, DEEP).levels(20, 121, 150, 0).trigger().breached());
    assertTrue(Asked.about(LEVEL, DEEP).levels(4, 120, 150, 0).trigger().fired());
  }

  @Test
  void a_share_is_limited_by_time_and_what_nobody_asked_is_no_share() {
    Asked asked = Asked.about(RATE, TWO_PERCENT).grows(11, 5, 3, 100, 30, 1_000);
    assertEquals(Duration.ofSeconds(50), asked.trigger().breached());
    asked.grows(5, 5, 0, 0, 30, 1_000);
    assertEquals(Duration.ofSeconds(50), asked.trigger().breached());
    asked.grows(2, 5, 3, 100, 30, 1_000);
    assertEquals("checkout-errors > 2% for 1m: 3%", asked.verdict().reason());
  }

  @Test
  void they_hold_under_each_judge() {
    for (JudgePolicy.Method method : JudgePolicy.Method.values()) {
      JudgePolicy policy = Asked.policy(method, List.of(LEVEL), DEEP);
      Asked asked = Asked.about(LEVEL, Watched.step(policy, 3_600, 10)).levels(31, 10, 150, 150);
      assertEquals("Failing: queue-depth > 100 for 5m: 150", asked.said(), method::name);
    }
  }

  @Test
  void a_breach_that_has_not_lasted_yet_keeps_a_finished_bake_open() {
    JudgePolicy policy = Asked.policy(JudgePolicy.Method.TRIGGERS, List.of(LEVEL), DEEP);
    Asked asked = Asked.about(LEVEL, Watched.step(policy, 60, 10)).levels(20, 10, 50, 0);
    assertInstanceOf(Verdict.Passing.class, asked.verdict(), asked::said);
    asked.levels(2, 10, 150, 0);
    assertEquals("Inconclusive: queue-depth > 100 for 5m: breached for 20 s so far, 150", asked.said());
    asked.levels(1, 10, 50, 0);
    assertInstanceOf(Verdict.Passing.class, asked.verdict(), asked::said);
  }

  @Test
  void a_breach_goes_on_across_a_shift_of_traffic() {
    OwnMetric next = Asked.about(LEVEL, DEEP).levels(16, 10, 150, 0).own().nextStep();
    assertEquals(Duration.ofSeconds(150), next.triggers().getFirst().breached());
  }
}
