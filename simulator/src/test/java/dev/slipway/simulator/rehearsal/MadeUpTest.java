package dev.slipway.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.MetricTrigger;
import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.SourceSpec;
import dev.slipway.simulator.rehearsal.Course.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Bursts of errors and metrics of the user's own. */
class MadeUpTest {
  private static final Metric FAILED = new Metric("checkout-failures", "shop", new Metric.Rate("bad", "all"));
  private static final Metric REFUSED = new Metric("refused", "shop", new Metric.Count("refused"));
  private static final Metric QUEUE = new Metric("queue-depth", "shop", new Metric.Level("depth"));
  private static final Cast OWN = Stage.cast(own(), Duration.ofMinutes(10));

  private static JudgePolicy own() {
    JudgePolicy d = JudgePolicy.DEFAULT;
    SourceSpec source = new SourceSpec("shop", SourceSpec.Kind.PROMETHEUS, "http://127.0.0.1:1",
        Duration.ofSeconds(5), Duration.ofSeconds(15));
    return new JudgePolicy(
        d.method(), d.alpha(), d.beta(), d.errors(), d.latency(), d.burst(), d.warmUp(), d.leastRequests(), d.leastCoverage(),
        d.splitTolerance(), d.objective(), d.saturation(), d.gates(), d.onInconclusive(), d.onError(), List.of(FAILED, REFUSED, QUEUE),
        List.of(source),
        List.of(
            new MetricTrigger("refused", 60, MetricTrigger.Unit.PER_HOUR, Duration.ofMinutes(10)),
            new MetricTrigger("queue-depth", 100, MetricTrigger.Unit.PLAIN, Duration.ofMinutes(2))));
  }

  private static Conduct says(double failed, double refused, double depth) {
    return new Conduct(
        0.001, 1, Stage.STABLE.latency(),
        Map.of("checkout-failures", new OwnConduct.Rate(failed, OptionalDouble.of(50)), "refused", new OwnConduct.Count(refused),
            "queue-depth", new OwnConduct.Level(depth)));
  }

  private static List<Course> courses(Conduct candidate, int runs) {
    return Stage.courses(OWN, new Odds(300, says(0.01, 30, 40), candidate, true), runs);
  }

  private static void goesBackBecauseOf(String metric, Conduct candidate) {
    for (Course course : courses(candidate, 10)) {
      assertEquals(Ending.ROLLED_BACK, course.ending(), course::toString);
      assertTrue(course.reason().startsWith(metric), course::reason);
    }
  }

  @Test
  void each_form_of_a_metric_of_ones_own_sends_a_candidate_back_by_its_rule() {
    goesBackBecauseOf("checkout-failures", says(0.05, 30, 40));
    goesBackBecauseOf("refused > 10 per 10m", says(0.01, 3_000, 40));
    goesBackBecauseOf("queue-depth > 100 for 2m", says(0.01, 30, 160));
  }

  @Test
  void a_release_whose_own_metrics_are_as_stables_is_promoted() {
    Summary good = Summary.of(courses(says(0.01, 30, 40), 40), 0.001);
    assertTrue(good.promoted().times() >= 38, good::toString);
  }

  @Test
  void own_metrics_are_passed_over_as_the_decider_would_have_seen_them() {
    Odds odds = new Odds(100, says(0.01, 30, 40), says(0.02, 60, 60), true);
    for (int run = 0; run < 5; run++) {
      Course looked = Play.lookByLook(OWN, new SyntheticUsers(odds, OWN.policy().judge(), run), Double.POSITIVE_INFINITY);
      assertEquals(looked, Play.quickly(OWN, new SyntheticUsers(odds, OWN.policy().judge(), run)));
    }
  }

  @Test
  void bursts_leave_the_rate_as_it_is_and_scatter_it_as_their_length_says() {
    Draws draws = new Draws(5);
    Failures failures = new Failures(new Conduct(0.01, 5, Stage.STABLE.latency(), Map.of()));
    int windows = 40_000;
    int requests = 1_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < windows; i++) {
      double failed = 0;
      for (int batch = 0; batch < 20; batch++) {
        failed += failures.of(requests / 20, draws);
      }
      sum += failed;
      squares += (failed - 10) * (failed - 10);
    }
    // Geometric bursts of mean 5 have E[c²]/E[c] = 9.
    assertEquals(10, sum / windows, 5 * Math.sqrt(9 * 10.0 / windows));
    assertEquals(9 * 10, squares / windows, 0.05 * 9 * 10);
  }

  @Test
  void a_burst_goes_on_with_the_next_requests_where_one_batch_is_too_short_for_it() {
    Draws draws = new Draws(6);
    Failures failures = new Failures(new Conduct(0.02, 8, Stage.STABLE.latency(), Map.of()));
    long failed = 0;
    for (int i = 0; i < 200_000; i++) {
      failed += failures.of(1, draws);
    }
    assertEquals(0.02 * 200_000, failed, 5 * Math.sqrt(0.02 * 200_000 * 15));
  }

  @Test
  void errors_in_bursts_take_longer_to_be_sure_of() {
    Cast cast = Stage.cast(JudgePolicy.DEFAULT, Duration.ofMinutes(15));
    Odds single = Stage.odds(cast, 200, 0.02);
    Odds bursts =
        new Odds(
            200, new Conduct(0.001, 5, Stage.STABLE.latency(), Map.of()), new Conduct(0.02, 5, Stage.STABLE.latency(), Map.of()), true);
    double alone = Summary.of(Stage.courses(cast, single, 60), 0.001).timeToRollback().orElseThrow().median();
    double together = Summary.of(Stage.courses(cast, bursts, 60), 0.001).timeToRollback().orElseThrow().median();
    assertTrue(together > 3 * alone, together + " s against " + alone + " s");
  }

  @Test
  void a_good_release_whose_errors_come_in_bursts_is_rarely_sent_back() {
    Cast cast = Stage.cast(JudgePolicy.DEFAULT, Duration.ofMinutes(5));
    Conduct bursts = new Conduct(0.001, 5, Stage.STABLE.latency(), Map.of());
    Summary good = Summary.of(Stage.courses(cast, new Odds(200, bursts, bursts, true), 300), 0.001);
    assertTrue(good.rolledBack().times() <= 8, good::toString);
  }
}
