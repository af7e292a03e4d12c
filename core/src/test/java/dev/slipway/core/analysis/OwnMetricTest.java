package dev.slipway.core.analysis;

import static dev.slipway.core.analysis.Asked.COUNT;
import static dev.slipway.core.analysis.Asked.LEVEL;
import static dev.slipway.core.analysis.Asked.RATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The user's own measurements before the judge: what fails and what passes by them, and what is counted. */
final class OwnMetricTest {
  private static final Reading WRONG = new Reading.Wrong("SLW-4510 no answer within 5 s");
  private static final Reading NOTHING = new Reading.Nothing("no series of 1.4.0");

  static Asked bakes(Metric metric, int bakeSeconds, Duration lag) {
    return Asked.about(metric, Watched.step(Asked.policy(JudgePolicy.Method.EVIDENCE, List.of(metric), lag), bakeSeconds, 10));
  }

  static void says(Class<? extends Verdict> kind, String part, Asked asked) {
    assertInstanceOf(kind, asked.verdict(), asked::said);
    assertTrue(asked.said().contains(part), asked::said);
  }

  @Test
  void a_rate_that_rises_fails_with_its_share_of_the_budget_while_the_router_sees_no_error() {
    Asked asked = Asked.about(RATE).grows(60, 5, 5, 50, 1, 450);
    says(Verdict.Failing.class, "checkout-errors: the candidate's is more than 1.2× stable's", asked);
    says(Verdict.Failing.class, "wrong at most 1 time in 1000", asked);
    assertTrue(asked.watched().watch().covered().compareTo(Duration.ofMinutes(2)) < 0, asked::said);
  }

  @Test
  void rates_divide_their_share_and_levels_and_counts_take_none() {
    Metric other = new Metric("refund-errors", "prom", new Metric.Rate("refunds", "all"));
    JudgePolicy policy = Asked.policy(JudgePolicy.Method.EVIDENCE, List.of(RATE, other, COUNT, LEVEL));
    Asked asked = Asked.about(RATE, Watched.step(policy, 36_000, 10)).grows(60, 5, 5, 50, 1, 450);
    says(Verdict.Failing.class, "wrong at most 1 time in 2000", asked);
  }

  @Test
  void a_rate_that_is_the_same_on_both_sides_fails_nothing_and_the_step_passes() {
    Asked asked = bakes(RATE, 300, Duration.ZERO).grows(61, 5, 1, 50, 9, 450);
    says(Verdict.Passing.class, "as good", asked);
    assertEquals(3_000, asked.own().total().candidateTotal());
  }

  @Test
  void without_stable_beside_it_a_rate_is_counted_and_not_compared() {
    Asked asked = Asked.about(RATE).grows(60, 5, 50, 50, 0, 0);
    assertFalse(asked.verdict() instanceof Verdict.Failing, asked::said);
    assertEquals(0, asked.own().test().lnFailing());
  }

  @Test
  void a_counter_that_was_started_anew_leaves_its_interval_out_for_both() {
    Asked asked = Asked.about(RATE).grows(3, 5, 1, 50, 9, 450);
    assertEquals(100, asked.own().total().candidateTotal());
    asked.startsAnew().grows(1, 5, 40, 40, 9, 450);
    assertEquals(100, asked.own().total().candidateTotal());
    assertEquals(900, asked.own().total().stableTotal());
    assertEquals(Duration.ofSeconds(10), asked.own().memory().covered());
    asked.grows(1, 5, 1, 50, 9, 450);
    assertEquals(150, asked.own().total().candidateTotal());
    assertEquals(Optional.empty(), asked.own().trouble());
  }

  @Test
  void what_was_missed_while_the_source_was_away_is_counted_when_it_is_back() {
    Asked asked = Asked.about(RATE).grows(2, 5, 1, 50, 9, 450).both(20, 5, WRONG).grows(1, 5, 20, 1_000, 180, 9_000);
    assertEquals(1_050, asked.own().total().candidateTotal());
    assertEquals(Duration.ofSeconds(110), asked.own().memory().covered());
  }

  @Test
  void of_a_step_as_much_must_be_known_as_has_surely_arrived() {
    JudgePolicy policy = Asked.policy(JudgePolicy.Method.EVIDENCE, List.of(RATE), Duration.ofSeconds(15));
    OwnMetric fresh = OwnMetric.start(policy).getFirst();
    assertEquals(Duration.ofSeconds(90), fresh.needed(Duration.ofSeconds(115), policy));
    assertEquals(Duration.ofMillis(1), fresh.needed(Duration.ofSeconds(10), policy));
    OwnMetric scraped = Asked.about(RATE).grows(2, 15, 0, 1, 0, 1).own();
    assertEquals(Duration.ofMillis(63_000), scraped.needed(Duration.ofSeconds(115), policy));
  }

  @Test
  void a_late_source_passes_what_it_could_know_by_then() {
    Asked late = bakes(RATE, 300, Duration.ofSeconds(60)).says(60, Optional.of(NOTHING), NOTHING).grows(49, 5, 0, 50, 0, 450);
    says(Verdict.Passing.class, "as good", late);
    Asked prompt = bakes(RATE, 300, Duration.ZERO).says(60, Optional.of(NOTHING), NOTHING).grows(49, 5, 0, 50, 0, 450);
    says(Verdict.Inconclusive.class, "known for", prompt);
  }

  @Test
  void a_new_step_must_be_known_anew_and_forgets_no_evidence() {
    Asked asked = Asked.about(RATE).grows(5, 5, 2, 50, 1, 450);
    OwnMetric next = asked.own().nextStep();
    assertEquals(Duration.ZERO, next.memory().covered());
    assertEquals(asked.own().test().lnFailing(), next.test().lnFailing());
    assertEquals(asked.own().total(), next.total());
  }
}
