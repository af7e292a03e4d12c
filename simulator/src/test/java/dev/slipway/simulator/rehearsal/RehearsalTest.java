package dev.slipway.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Measure;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.analysis.evidence.Kernel;
import dev.slipway.core.strategy.Strategy;
import dev.slipway.simulator.rehearsal.Course.Ending;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RehearsalTest {
  private static final Cast CANARY = Stage.cast(JudgePolicy.DEFAULT, Duration.ofMinutes(15));

  @Test
  void the_same_seed_plays_the_same_course_and_another_one_another() {
    Odds odds = Stage.odds(CANARY, 50, 0.02);
    assertEquals(Rehearsal.course(CANARY, odds, 7, 3), Rehearsal.course(CANARY, odds, 7, 3));
    assertNotEquals(Rehearsal.course(CANARY, odds, 7, 3), Rehearsal.course(CANARY, odds, 8, 3));
  }

  @Test
  void a_bad_candidate_goes_back_from_the_first_step_with_few_users_hurt() {
    Summary bad = Summary.of(Stage.courses(CANARY, Stage.odds(CANARY, 200, 0.02), 100), 0.001);
    assertEquals(100, bad.rolledBack().times());
    assertEquals(List.of(0), List.copyOf(bad.rolledBackIn().keySet()));
    assertTrue(bad.harm().p95() < 20, bad::toString);
    assertEquals(5, bad.mostWeight().worst());
  }

  @Test
  void a_good_release_is_sent_back_no_more_often_than_the_policy_allows() {
    Cast brief = Stage.cast(JudgePolicy.DEFAULT, Duration.ofMinutes(5));
    Summary good = Summary.of(Stage.courses(brief, Stage.odds(brief, 30, 0.001), 300), 0.001);
    // With α = 1 % more than 8 of 300 would come once in five hundred times.
    assertTrue(good.rolledBack().times() <= 8, good::toString);
    assertTrue(good.promoted().times() + good.holding().times() + good.rolledBack().times() == 300, good::toString);
  }

  @Test
  void the_requests_until_it_goes_back_agree_with_the_kernel_alone() {
    JudgePolicy d = JudgePolicy.DEFAULT;
    JudgePolicy errorsAlone =
        new JudgePolicy(
            d.method(), d.alpha(), d.beta(), d.errors(), new JudgePolicy.LatencyRule(false, 5), java.util.OptionalDouble.of(1), d.warmUp(),
            d.leastRequests(), d.leastCoverage(), d.splitTolerance(), d.objective(), d.saturation(), d.gates(), d.onInconclusive(),
                d.onError(),
            d.metrics(), d.sources(), d.metricTriggers());
    Cast cast = Stage.cast(errorsAlone, Duration.ofMinutes(60));
    double played = Summary.of(Stage.courses(cast, Stage.odds(cast, 200, 0.01), 200), 0.001).requests().median();
    double direct = kernelMedian(400, 0.01);
    assertEquals(direct, played, 0.15 * direct);
  }

  /** Requests until both processes reach 1/α, request by request at a split of 5 %. */
  private static double kernelMedian(int seeds, double errorRate) {
    double[] needed = new double[seeds];
    for (int seed = 0; seed < seeds; seed++) {
      Draws draws = new Draws(1_000 + seed);
      double[] worse = new double[Kernel.FAIL.size()];
      double[] above = new double[Kernel.FAIL.size()];
      int n = 0;
      while (Math.min(Kernel.FAIL.lnEvidence(worse, 0), Kernel.FAIL.lnEvidence(above, 0)) < Math.log(100)) {
        long y = draws.binomial(20, errorRate);
        long x0 = draws.binomial(380, 0.001);
        Kernel.FAIL.add(worse, 0, y, y + x0, 1.2 * 20 / (1.2 * 20 + 380));
        Kernel.FAIL.add(above, 0, y, 20, 0.001);
        n += 20;
      }
      needed[seed] = n;
    }
    Arrays.sort(needed);
    return needed[seeds / 2];
  }

  @Test
  void too_little_traffic_holds_and_says_where() {
    Cast cast = Stage.cast(JudgePolicy.DEFAULT, Duration.ofMinutes(1));
    Summary good = Summary.of(Stage.courses(cast, Stage.odds(cast, 2, 0.001), 20), 0.001);
    assertEquals(20, good.holding().times());
    assertEquals(List.of(0), List.copyOf(good.holdingIn().keySet()));
  }

  @Test
  void a_fixed_trigger_is_played_as_it_is_written() {
    Cast cast = Stage.cast(JudgePolicy.TRIGGERS, Duration.ofMinutes(15), new Trigger(Measure.ERROR_RATE, 0.01, Duration.ofMinutes(5)));
    List<Course> courses = Stage.courses(cast, Stage.odds(cast, 1_000, 0.05), 5);
    for (Course c : courses) {
      assertEquals(Ending.ROLLED_BACK, c.ending());
      assertEquals(300, c.exposedSeconds(), 2);
    }
  }

  @Test
  void a_fast_and_wrong_latency_is_seen() {
    Conduct slow = new Conduct(0.001, Stage.STABLE.latency().slower(2));
    Trigger p95 = new Trigger(Measure.P95, 200, Duration.ofMinutes(2));
    Cast cast = Stage.cast(JudgePolicy.DEFAULT, Duration.ofMinutes(10), p95);
    Summary bad = Summary.of(Stage.courses(cast, new Odds(200, Stage.STABLE, slow, true), 20), 0.001);
    assertEquals(20, bad.rolledBack().times(), bad::toString);
  }

  @Test
  void every_strategy_is_played_to_its_end() {
    for (Strategy strategy : List.of(new Strategy.BlueGreen(Duration.ofMinutes(5)), new Strategy.Rolling(1, 1, Duration.ofSeconds(30)))) {
      Cast cast = Stage.cast(strategy, JudgePolicy.TRIGGERS, new Trigger(Measure.ERROR_RATE, 0.01, Duration.ofSeconds(20)));
      Course good = Rehearsal.course(cast, Stage.odds(cast, 100, 0.001), 1, 1);
      Course bad = Rehearsal.course(cast, Stage.odds(cast, 100, 0.10), 1, 1);
      assertEquals(Ending.PROMOTED, good.ending(), () -> strategy + " " + good.lines());
      assertEquals(Ending.ROLLED_BACK, bad.ending(), () -> strategy + " " + bad.lines());
      assertEquals(0, bad.shifts().getLast().weight());
    }
  }

  @Test
  void a_step_that_waits_for_a_person_is_promoted_when_its_evidence_passes() {
    Strategy held =
        new Strategy.Canary(List.of(new Strategy.CanaryStep(50, Duration.ofMinutes(5), true),
            new Strategy.CanaryStep(100, Duration.ofMinutes(5), false)));
    Cast cast = Stage.cast(held, JudgePolicy.DEFAULT);
    Course good = Rehearsal.course(cast, Stage.odds(cast, 200, 0.001), 1, 1);
    assertEquals(Ending.PROMOTED, good.ending(), () -> good.lines().toString());
    assertTrue(good.lines().stream().anyMatch(l -> l.text().equals("a person promotes")), () -> good.lines().toString());
  }
}
