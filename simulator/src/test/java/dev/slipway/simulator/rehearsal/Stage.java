package dev.slipway.simulator.rehearsal;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.strategy.Strategy;
import dev.slipway.simulator.scenario.Releases;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** The arrangement of the rehearsals' tests: a canary of 5, 25, 50 and 100 %. */
final class Stage {
  static final Conduct STABLE = new Conduct(0.001, new LatencyShape(32, LatencyShape.USUAL_SIGMA));

  private Stage() {}

  static Cast cast(JudgePolicy judge, Duration bake, Trigger... triggers) {
    Strategy canary = new Strategy.Canary(IntStream.of(5, 25, 50, 100).mapToObj(w -> new Strategy.CanaryStep(w, bake, false)).toList());
    return cast(canary, judge, triggers);
  }

  static Cast cast(Strategy strategy, JudgePolicy judge, Trigger... triggers) {
    Policy policy =
        new Policy(
            strategy, List.of(triggers), List.of(), Duration.ofHours(1), Duration.ofMinutes(10), Otherwise.HOLD, judge, List.of(),
                List.of(), List.of());
    return new Cast(
        Releases.TARGET,
        Releases.release("1.0.0", 4, 60_000),
        Releases.release("1.1.0", 4, 60_000),
        policy,
        Releases.SETTINGS,
        Duration.ofSeconds(10),
        Duration.ofHours(1));
  }

  static Odds odds(Cast cast, double requestsPerSecond, double candidateErrors) {
    return new Odds(requestsPerSecond, STABLE, new Conduct(candidateErrors, STABLE.latency()), Rehearsal.latencyMatters(cast.policy()));
  }

  static List<Course> courses(Cast cast, Odds odds, int runs) {
    return IntStream.range(0, runs).mapToObj(i -> Rehearsal.course(cast, odds, 1, i)).toList();
  }
}
