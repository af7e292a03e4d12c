package dev.slipway.simulator.planted;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.JudgePolicy.Method;
import dev.slipway.core.analysis.evidence.RateRule;
import dev.slipway.core.rollout.Policy;
import dev.slipway.simulator.Plant;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/** Bugs of the numbers that the judge goes by: it judges by others than the policy has. */
final class WrongNumbers {
  private static final JudgePolicy.WarmUp WARM = new JudgePolicy.WarmUp(Duration.ZERO, 0);

  private WrongNumbers() {}

  static List<Planted> all() {
    return List.of(
        new Planted("a cold candidate's latency counts",
            () -> judging(p -> numbers(p, p.errors(), p.burst(), WARM, p.leastRequests(), p.splitTolerance(), p.alpha()))),
        new Planted("bursts count as many events",
            () -> judging(p -> numbers(p, p.errors(), OptionalDouble.of(1), p.warmUp(), p.leastRequests(), p.splitTolerance(), p.alpha()))),
        new Planted("the split is not checked",
            () -> judging(p -> numbers(p, p.errors(), p.burst(), p.warmUp(), p.leastRequests(), 0.999, p.alpha()))),
        new Planted("few requests are enough",
            () -> judging(p -> numbers(p, p.errors(), p.burst(), p.warmUp(), 0, p.splitTolerance(), p.alpha()))),
        new Planted("worse by any ratio is worse",
            () -> judging(p -> numbers(p, ratio(p.errors()), p.burst(), p.warmUp(), p.leastRequests(), p.splitTolerance(), p.alpha()))),
        new Planted("the budget is spent on each test anew",
            () -> judging(p -> numbers(p, p.errors(), p.burst(), p.warmUp(), p.leastRequests(), p.splitTolerance(), 2 * p.alpha()))));
  }

  private static Plant judging(UnaryOperator<JudgePolicy> other) {
    return Wrong.believed((r, at) -> r.policy().judge().method() == Method.EVIDENCE
        ? Wrong.with(r, with(r.policy(), other.apply(r.policy().judge()))) : r);
  }

  private static Policy with(Policy p, JudgePolicy judge) {
    return new Policy(
        p.strategy(), p.triggers(), p.checks(), p.keepStable(), p.progressDeadline(), p.onNoData(), judge, p.before(), p.after(),
        p.afterRollback());
  }

  private static RateRule ratio(RateRule rule) {
    return new RateRule(0.8, rule.floor(), rule.harm(), rule.harmFloor());
  }

  private static JudgePolicy numbers(
      JudgePolicy p, RateRule errors, OptionalDouble burst, JudgePolicy.WarmUp warmUp, long leastRequests, double splitTolerance,
      double alpha) {
    return new JudgePolicy(
        p.method(), alpha, p.beta(), errors, p.latency(), burst, warmUp, leastRequests, p.leastCoverage(), splitTolerance, p.objective(),
        p.saturation(), p.gates(), p.onInconclusive(), p.onError(), p.metrics(), p.sources(), p.metricTriggers());
  }
}
