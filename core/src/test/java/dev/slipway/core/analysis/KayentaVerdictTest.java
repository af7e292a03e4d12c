package dev.slipway.core.analysis;

import static dev.slipway.core.analysis.Watched.sample;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.MetricSeen;
import dev.slipway.core.metric.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Kayenta's judge within a rollout: silent until the step is over, except for what users fixed themselves. */
final class KayentaVerdictTest {
  private static final JudgePolicy POLICY = Asked.policy(JudgePolicy.Method.KAYENTA, List.of());
  private static final JudgePolicy WITH_RATE = Asked.policy(JudgePolicy.Method.KAYENTA, List.of(Asked.RATE));

  private static Watched canary(int bakeSeconds, int weight, Trigger... triggers) {
    return new Watched(Watched.step(POLICY, bakeSeconds, weight), Baseline.UNKNOWN, triggers);
  }

  private static void says(Class<? extends Verdict> kind, String part, Watched watched) {
    assertInstanceOf(kind, watched.verdict(), watched::said);
    assertTrue(watched.said().contains(part), watched::said);
  }

  /** Seconds whose errors and slow answers go up and down around a mean, differently on both sides. */
  private static Watched uneven(Watched watched, int seconds, int moreErrors, int moreSlow) {
    for (int i = 0; i < seconds; i++) {
      int candidate = i % 5;
      int stable = (i * 3 + 1) % 5;
      watched.seconds(1, sample(200, candidate + moreErrors, candidate + moreSlow), sample(200, stable, stable));
    }
    return watched;
  }

  @Test
  void a_clear_regression_fails_when_the_bake_is_over_and_not_before() {
    Watched watched = uneven(canary(60, 50), 59, 10, 30);
    says(Verdict.Inconclusive.class, "watched 59 of 60 s", watched);
    says(Verdict.Failing.class, "error-rate is higher than stable's", uneven(watched, 1, 10, 30));
  }

  @Test
  void a_candidate_like_stable_passes() {
    says(Verdict.Passing.class, "error-rate shows no change that matters", uneven(canary(60, 50), 60, 0, 0));
  }

  @Test
  void what_is_worse_at_the_router_while_the_users_own_is_not_is_marginal_and_that_is_inconclusive() {
    Watched watched = new Watched(Watched.step(Asked.policy(JudgePolicy.Method.KAYENTA, List.of(Asked.LEVEL)), 60, 50), Baseline.UNKNOWN);
    Instant at = Instant.parse("2030-01-01T00:00:00Z");
    for (int i = 0; i < 60; i++) {
      MetricSeen depth = new MetricSeen(Optional.of(new Reading.Level(at.plusSeconds(i), 10)), new Reading.Level(at.plusSeconds(i), 10));
      Batch.Sample bad = sample(200, 10 + i % 5, 0);
      watched.batch(new Batch(Duration.ofSeconds(1), Duration.ZERO, Optional.of(sample(200, i % 3, 0)), bad,
          Map.of(Asked.LEVEL.name(), depth)));
    }
    says(Verdict.Inconclusive.class, "score 75.0 of 100: error-rate is higher than stable's", watched);
  }

  @Test
  void a_level_of_the_users_own_fails_the_candidate_and_one_that_is_the_same_does_not() {
    JudgedStep step = Watched.step(Asked.policy(JudgePolicy.Method.KAYENTA, List.of(Asked.LEVEL)), 300, 10);
    says(Verdict.Passing.class, "queue-depth has the same values", Asked.about(Asked.LEVEL, step).levels(60, 5, 10, 10).watched());
    says(Verdict.Failing.class, "queue-depth is higher than stable's", Asked.about(Asked.LEVEL, step).levels(60, 5, 50, 10).watched());
  }

  @Test
  void at_all_traffic_there_is_nothing_to_compare_with() {
    Watched alone = canary(10, 100).seconds(10, sample(1_000, 300, 0), sample(0, 0, 0));
    says(Verdict.Passing.class, "no stable traffic beside the candidate", alone);
  }

  @Test
  void a_candidate_that_nobody_asked_is_no_data() {
    says(Verdict.NoData.class, "no requests in 10 s", canary(10, 10).seconds(10, sample(0, 0, 0), sample(900, 0, 0)));
  }

  @Test
  void a_trigger_fires_at_any_time() {
    Trigger trigger = new Trigger(Measure.ERROR_RATE, 0.01, Duration.ofSeconds(5));
    Watched watched = canary(600, 10, trigger).seconds(30, sample(100, 5, 0), sample(900, 0, 0));
    says(Verdict.Failing.class, "error-rate > 1% for 5s", watched);
    assertTrue(watched.watch().covered().toSeconds() < 10, watched::said);
  }

  @Test
  void a_rate_of_the_users_own_is_one_of_its_metrics() {
    Asked asked = Asked.about(Asked.RATE, Watched.step(WITH_RATE, 300, 10)).grows(60, 5, 10, 50, 9, 450);
    says(Verdict.Failing.class, "checkout-errors is higher than stable's", asked.watched());
  }

  @Test
  void a_measurement_counts_in_the_window_in_which_it_is_new_and_in_no_other() {
    Asked asked = Asked.about(Asked.RATE, Watched.step(WITH_RATE, 300, 10));
    for (int scrape = 0; scrape < 10; scrape++) {
      asked.grows(1, 15, 1, 50, 9, 450);
      asked.sameScrape(1, 15);
    }
    double[] series = asked.watched().watch().windows().orElseThrow().series(Asked.RATE.name(), true);
    assertEquals(20, series.length);
    for (int window = 0; window < series.length; window++) {
      assertEquals(window == 0 || window % 2 == 1 ? Double.NaN : 0.02, series[window], "window " + window);
    }
  }

  @Test
  void counts_are_not_compared_for_they_grow_with_the_traffic() {
    JudgePolicy policy = Asked.policy(JudgePolicy.Method.KAYENTA, List.of(Asked.COUNT));
    Asked asked = Asked.about(Asked.COUNT, Watched.step(policy, 300, 10)).counts(61, 5, 40);
    assertInstanceOf(Verdict.Passing.class, asked.verdict(), asked::said);
    assertFalse(asked.said().contains(Asked.COUNT.name()), asked::said);
  }

  @Test
  void the_same_is_said_of_the_same_again() {
    Metric metric = Asked.LEVEL;
    JudgePolicy policy = Asked.policy(JudgePolicy.Method.KAYENTA, List.of(metric));
    assertEquals(
        Asked.about(metric, Watched.step(policy, 300, 10)).levels(60, 5, 50, 10).verdict(),
        Asked.about(metric, Watched.step(policy, 300, 10)).levels(60, 5, 50, 10).verdict());
  }
}
