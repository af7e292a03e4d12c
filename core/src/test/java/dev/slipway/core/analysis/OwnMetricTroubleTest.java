package dev.slipway.core.analysis;

import static dev.slipway.core.analysis.Asked.COUNT;
import static dev.slipway.core.analysis.Asked.LEVEL;
import static dev.slipway.core.analysis.Asked.RATE;
import static dev.slipway.core.analysis.OwnMetricTest.bakes;
import static dev.slipway.core.analysis.OwnMetricTest.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.slipway.core.metric.Reading;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The user's own measurements before the judge: what their absence or their lies lead to, which is never a pass. */
final class OwnMetricTroubleTest {
  private static final Reading WRONG = new Reading.Wrong("SLW-4510 no answer within 5 s");
  private static final Reading UNKNOWN = new Reading.Unknown("SLW-4507 no metric chekout_total");
  private static final Reading NOTHING = new Reading.Nothing("no series of 1.4.0");

  @Test
  void what_a_source_gets_wrong_is_an_error_when_the_bake_is_over_and_not_before() {
    says(Verdict.Inconclusive.class, "watched 50 of 60 s", bakes(RATE, 60, Duration.ZERO).both(10, 5, WRONG));
    says(Verdict.Error.class, "SLW-4510", bakes(RATE, 60, Duration.ZERO).both(12, 5, WRONG));
    says(Verdict.Error.class, "SLW-4507", bakes(RATE, 60, Duration.ZERO).both(12, 5, UNKNOWN));
    says(Verdict.Error.class, "SLW-4507", bakes(LEVEL, 60, Duration.ZERO).both(12, 5, UNKNOWN));
  }

  @Test
  void a_source_that_fails_after_it_was_heard_all_along_is_an_error_still() {
    says(Verdict.Error.class, "SLW-4510", bakes(RATE, 300, Duration.ZERO).grows(60, 5, 0, 50, 0, 450).both(1, 5, WRONG));
  }

  @Test
  void a_source_that_is_heard_again_is_no_error_any_more_even_before_the_next_scrape() {
    Asked asked = bakes(RATE, 300, Duration.ZERO).grows(60, 5, 0, 50, 0, 450).both(1, 1, WRONG);
    says(Verdict.Passing.class, "as good", asked.sameScrape(1, 1));
  }

  @Test
  void nothing_of_this_release_is_inconclusive_and_never_a_pass() {
    says(Verdict.Inconclusive.class, "no series of 1.4.0", bakes(RATE, 60, Duration.ZERO).both(120, 5, NOTHING));
    says(Verdict.Inconclusive.class, "no series of 1.4.0", bakes(LEVEL, 60, Duration.ZERO).both(120, 5, NOTHING));
    says(Verdict.Inconclusive.class, "no series of 1.4.0", bakes(COUNT, 60, Duration.ZERO).both(120, 5, NOTHING));
  }

  @Test
  void a_source_that_nobody_asked_is_no_pass_either() {
    JudgedStep step = Watched.step(Asked.policy(JudgePolicy.Method.EVIDENCE, List.of(RATE)), 60, 10);
    Watched watched = new Watched(step, Watched.calm()).seconds(120, Watched.sample(100, 0, 0), Watched.sample(900, 0, 0));
    assertInstanceOf(Verdict.Inconclusive.class, watched.verdict(), watched::said);
  }

  @Test
  void a_total_that_stays_though_the_other_release_s_grows_with_the_traffic_is_an_error() {
    says(Verdict.Error.class, "SLW-4564 the candidate's total has not moved", bakes(RATE, 300, Duration.ZERO).grows(60, 5, 0, 0, 0, 450));
    says(Verdict.Error.class, "SLW-4564 stable's total has not moved", bakes(RATE, 300, Duration.ZERO).grows(60, 5, 0, 50, 0, 0));
  }

  @Test
  void one_that_stays_because_hardly_anything_was_to_come_is_none() {
    Asked asked = bakes(RATE, 300, Duration.ZERO).grows(60, 5, 0, 0, 0, 2);
    says(Verdict.Passing.class, "as good", asked);
  }

  @Test
  void a_total_that_moved_and_stays_now_though_the_other_release_s_goes_on_is_an_error() {
    says(Verdict.Error.class, "SLW-4564 the candidate's total has stopped moving, though by the other release's growth about 150",
        bakes(RATE, 330, Duration.ZERO).grows(63, 5, 0, 50, 0, 450).grows(3, 5, 0, 0, 0, 450));
    says(Verdict.Error.class, "SLW-4564 stable's total has stopped moving",
        bakes(RATE, 330, Duration.ZERO).grows(63, 5, 0, 50, 0, 450).grows(3, 5, 0, 50, 0, 0));
  }

  @Test
  void one_that_was_started_anew_has_moved() {
    Asked asked = bakes(RATE, 330, Duration.ZERO).grows(61, 5, 0, 50, 0, 450).grows(2, 5, 0, 0, 0, 450);
    asked.startsAnew().grows(1, 5, 0, 10, 0, 450);
    assertEquals(Optional.empty(), asked.own().still());
    says(Verdict.Passing.class, "as good", asked.grows(2, 5, 0, 0, 0, 450));
  }

  @Test
  void of_users_who_are_split_otherwise_than_requests_what_was_really_routed_counts() {
    JudgedStep half = new JudgedStep(Asked.policy(JudgePolicy.Method.EVIDENCE, List.of(RATE)), Duration.ofSeconds(330), 50, true, true, 0);
    // Half of the users make a tenth of the requests: 4 were to come, not 36.
    says(Verdict.Passing.class, "as good", Asked.about(RATE, half).grows(63, 5, 0, 50, 0, 450).grows(3, 5, 0, 0, 0, 12));
  }

  @Test
  void one_that_moves_again_is_none() {
    says(Verdict.Passing.class, "as good",
        bakes(RATE, 330, Duration.ZERO).grows(62, 5, 0, 50, 0, 450).grows(3, 5, 0, 0, 0, 450).grows(1, 5, 0, 150, 0, 450));
  }

  @Test
  void one_that_the_application_writes_once_in_many_scrapes_is_none() {
    Asked asked = bakes(RATE, 1_800, Duration.ZERO);
    for (int minute = 0; minute < 30; minute++) {
      asked.grows(1, 5, 0, 600, 0, 0).grows(5, 5, 0, 0, 0, 0).grows(1, 5, 0, 0, 0, 5400).grows(5, 5, 0, 0, 0, 0);
    }
    says(Verdict.Passing.class, "as good", asked.grows(1, 5, 0, 0, 0, 5400));
  }

  @Test
  void two_that_stop_at_once_while_the_router_goes_on_are_an_error_after_five_minutes() {
    says(Verdict.Passing.class, "as good", bakes(RATE, 600, Duration.ZERO).grows(65, 5, 0, 50, 0, 450).grows(55, 5, 0, 0, 0, 0));
    says(Verdict.Error.class, "SLW-4564 both totals have stopped moving, though by 305 s of traffic as before",
        bakes(RATE, 605, Duration.ZERO).grows(60, 5, 0, 50, 0, 450).grows(61, 5, 0, 0, 0, 0));
  }

  @Test
  void scrapes_that_alternate_are_no_trouble_at_the_end_of_a_bake() {
    Asked asked = bakes(RATE, 300, Duration.ZERO).grows(60, 5, 0, 50, 0, 450);
    says(Verdict.Passing.class, "as good", asked.candidateIsAhead(5));
  }

  @Test
  void a_side_that_stands_still_for_good_is_inconclusive() {
    Asked asked = bakes(RATE, 300, Duration.ZERO).grows(20, 5, 0, 50, 0, 450);
    for (int i = 0; i < 60; i++) {
      asked.candidateIsAhead(5);
    }
    says(Verdict.Inconclusive.class, "checkout-errors: known for 95 s of this step so far", asked);
  }

  @Test
  void a_lie_of_one_metric_weighs_more_than_a_gap_of_another() {
    JudgePolicy policy = Asked.policy(JudgePolicy.Method.EVIDENCE, List.of(COUNT, RATE));
    says(Verdict.Error.class, "checkout-errors", Asked.about(RATE, Watched.step(policy, 60, 10)).both(12, 5, WRONG));
  }

  @Test
  void a_level_that_is_not_a_number_is_an_error() {
    for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      says(Verdict.Error.class, "SLW-4563", bakes(LEVEL, 60, Duration.ZERO).levels(10, 5, 1, 1).levels(3, 5, wrong, 1));
      says(Verdict.Error.class, "SLW-4563", bakes(LEVEL, 60, Duration.ZERO).levels(10, 5, 1, 1).levels(3, 5, 1, wrong));
    }
  }

  @Test
  void counters_where_a_level_belongs_and_the_reverse_are_errors() {
    says(Verdict.Error.class, "SLW-4562", bakes(LEVEL, 60, Duration.ZERO).counts(12, 5, 1));
    says(Verdict.Error.class, "SLW-4562", bakes(RATE, 60, Duration.ZERO).levels(12, 5, 1, 1));
  }
}
