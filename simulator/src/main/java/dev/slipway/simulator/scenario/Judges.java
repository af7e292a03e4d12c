package dev.slipway.simulator.scenario;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Otherwise;
import dev.slipway.core.analysis.evidence.RateRule;
import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.SourceSpec;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/** Judges that come to an end in the seconds of a simulated rollout. */
public final class Judges {
  private Judges() {}

  /** One of many. */
  static JudgePolicy any(Dice dice) {
    RateRule errors = dice.pick(new RateRule(1.2, 0.01, 2, 0.1), new RateRule(1.2, 0.001, 2, 0.03), new RateRule(1.5, 0.02, 3, 0.2));
    OptionalDouble burst = dice.pick(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.of(1), OptionalDouble.of(4));
    JudgePolicy.WarmUp warmUp = new JudgePolicy.WarmUp(Duration.ofMillis(dice.pick(0, 700, 2_000)), dice.pick(20, 500));
    double harmShare = dice.pick(0.01, 0.01, 0.00002);
    return with(
        dice.pick(0.01, 0.05, 0.2), errors, new JudgePolicy.LatencyRule(dice.percent(60), 5), burst, warmUp, dice.pick(10, 50, 200),
        harmShare, dice.pick(Otherwise.HOLD, Otherwise.HOLD, Otherwise.HOLD, Otherwise.PROMOTE, Otherwise.ROLLBACK));
  }

  /** With a measurement of the user's own that must be known all along. */
  static JudgePolicy withOwn(JudgePolicy p) {
    Metric metric = new Metric("checkout", "shop", new Metric.Rate("bad", "total"));
    SourceSpec source = new SourceSpec("shop", SourceSpec.Kind.PROMETHEUS, "http://127.0.0.1:9090", Duration.ofSeconds(1), Duration.ZERO);
    return new JudgePolicy(
        p.method(), p.alpha(), p.beta(), p.errors(), p.latency(), p.burst(), p.warmUp(), p.leastRequests(), p.leastCoverage(),
        p.splitTolerance(), p.objective(), p.saturation(), p.gates(), p.onInconclusive(), p.onError(), List.of(metric), List.of(source),
        p.metricTriggers());
  }

  /** The judge of errors alone with this chance of a false alarm. */
  public static JudgePolicy ofErrors(double alpha) {
    return with(
        alpha, new RateRule(1.2, 0.001, 2, 0.1), new JudgePolicy.LatencyRule(false, 5), OptionalDouble.of(1), JudgePolicy.WarmUp.DEFAULT,
        50, 0.01, Otherwise.PROMOTE);
  }

  private static JudgePolicy with(
      double alpha, RateRule errors, JudgePolicy.LatencyRule latency, OptionalDouble burst, JudgePolicy.WarmUp warmUp, int leastRequests,
      double harmShare, Otherwise onInconclusive) {
    JudgePolicy p = JudgePolicy.DEFAULT;
    return new JudgePolicy(
        JudgePolicy.Method.EVIDENCE, alpha, p.beta(), errors, latency, burst, warmUp, leastRequests, p.leastCoverage(), p.splitTolerance(),
        new JudgePolicy.Objective(0.999, harmShare, true), p.saturation(), p.gates(), onInconclusive, p.onError(), p.metrics(), p.sources(),
        p.metricTriggers());
  }
}
