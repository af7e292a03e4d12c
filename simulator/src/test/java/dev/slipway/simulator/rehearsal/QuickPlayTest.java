package dev.slipway.simulator.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Measure;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.strategy.Strategy;
import dev.slipway.simulator.rehearsal.Course.Ending;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is passed over and what is drawn in bulk, against the play that takes every look and every request by itself. */
class QuickPlayTest {
  private static final Conduct SLOW = new Conduct(0.001, Stage.STABLE.latency().slower(1.3));
  private static final Conduct BAD = new Conduct(0.004, Stage.STABLE.latency());

  private static void same(Cast cast, Odds odds) {
    for (int run = 0; run < 2; run++) {
      Course quick = Play.quickly(cast, new SyntheticUsers(odds, cast.policy().judge(), run));
      Course looked = Play.lookByLook(cast, new SyntheticUsers(odds, cast.policy().judge(), run), Double.POSITIVE_INFINITY);
      assertEquals(looked, quick);
    }
  }

  @Test
  void what_is_passed_over_is_what_the_decider_would_have_done() {
    Trigger errors = new Trigger(Measure.ERROR_RATE, 0.003, Duration.ofMinutes(1));
    Trigger p95 = new Trigger(Measure.P95, 150, Duration.ofMinutes(2));
    Duration bake = Duration.ofMinutes(4);
    List<Cast> casts =
        List.of(
            Stage.cast(JudgePolicy.DEFAULT, bake),
            Stage.cast(JudgePolicy.DEFAULT, bake, errors, p95),
            Stage.cast(JudgePolicy.TRIGGERS, bake, errors),
            Stage.cast(JudgePolicy.DEFAULT.by(JudgePolicy.Method.KAYENTA), bake),
            Stage.cast(new Strategy.BlueGreen(bake), JudgePolicy.DEFAULT),
            Stage.cast(new Strategy.Rolling(1, 1, Duration.ofSeconds(30)), JudgePolicy.DEFAULT, errors),
            Stage.cast(
                new Strategy.Canary(List.of(new Strategy.CanaryStep(50, bake, true), new Strategy.CanaryStep(100, bake, false))),
                JudgePolicy.DEFAULT));
    for (Cast cast : casts) {
      for (double rate : new double[] {0.5, 8, 150}) {
        for (Conduct candidate : List.of(Stage.STABLE, SLOW, BAD)) {
          same(cast, new Odds(rate, Stage.STABLE, candidate, Rehearsal.latencyMatters(cast.policy())));
        }
      }
    }
  }

  /** The largest difference between how often either is at most some number (Kolmogorov and Smirnov). */
  private static double distance(List<Course> some, List<Course> others, ToDoubleFunction<Course> of) {
    double most = 0;
    for (Course c : some) {
      double at = of.applyAsDouble(c);
      double one = some.stream().filter(x -> of.applyAsDouble(x) <= at).count() / (double) some.size();
      double other = others.stream().filter(x -> of.applyAsDouble(x) <= at).count() / (double) others.size();
      most = Math.max(most, Math.abs(one - other));
    }
    return most;
  }

  private static List<Course> played(int runs, IntFunction<Course> play) {
    return IntStream.range(0, runs).mapToObj(play).toList();
  }

  /** Chance alone brings two lots of so many further apart once in ten thousand times. */
  private static void alike(Cast cast, Odds odds, int runs) {
    List<Course> quick = played(runs, i -> Rehearsal.course(cast, odds, 11, i));
    List<Course> plain = played(runs, i -> Play.lookByLook(cast, new OneByOne(odds, 77_000L + i), Double.POSITIVE_INFINITY));
    double apart = Math.sqrt(-Math.log(0.0001 / 2) / 2) * Math.sqrt(2.0 / runs);
    for (ToDoubleFunction<Course> of : List.<ToDoubleFunction<Course>>of(Course::exposedSeconds, Course::requests, Course::errors)) {
      assertTrue(distance(quick, plain, of) < apart, () -> Summary.of(quick, 0.001) + "\n" + Summary.of(plain, 0.001));
    }
    for (Ending ending : Ending.values()) {
      double one = quick.stream().filter(c -> c.ending() == ending).count() / (double) runs;
      double other = plain.stream().filter(c -> c.ending() == ending).count() / (double) runs;
      assertEquals(other, one, apart, ending::toString);
    }
  }

  @Test
  void a_candidate_that_fails_is_caught_as_soon_and_as_often_as_request_by_request() {
    Cast cast = Stage.cast(JudgePolicy.DEFAULT, Duration.ofMinutes(2));
    alike(cast, Stage.odds(cast, 60, 0.02), 400);
    alike(cast, Stage.odds(cast, 5, 0.05), 300);
  }

  @Test
  void a_slow_candidate_is_caught_as_soon_and_as_often_as_request_by_request() {
    Cast cast = Stage.cast(JudgePolicy.DEFAULT, Duration.ofMinutes(4));
    alike(cast, new Odds(60, Stage.STABLE, new Conduct(0.001, Stage.STABLE.latency().slower(1.6)), true), 200);
  }

  @Test
  void a_good_release_is_promoted_or_held_as_often_as_request_by_request() {
    Cast cast = Stage.cast(JudgePolicy.DEFAULT, Duration.ofMinutes(4));
    alike(cast, Stage.odds(cast, 60, 0.001), 100);
  }
}
