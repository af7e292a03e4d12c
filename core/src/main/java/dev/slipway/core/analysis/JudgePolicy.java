package dev.slipway.core.analysis;

import dev.slipway.core.analysis.evidence.RateRule;
import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.SourceSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a candidate is judged: every number of the method. What each means is in docs/analysis-method.md.
 *
 * @param method which judge
 * @param alpha most chance, over a whole rollout, that a candidate that is not worse is sent back by the statistical tests, in (0, 1)
 * @param beta most chance, for each step, that a candidate at the edge of harm passes as good, in (0, 1)
 * @param errors what is called worse of the error rate
 * @param latency what is called slower
 * @param burst how many errors, and how many slow answers, come together, φ ≥ 1; absent: measured on stable
 * @param warmUp what a new instance may take until its latency counts
 * @param leastRequests candidate requests in a step before it can pass
 * @param leastCoverage share of a step's time that must really have been measured, 0–1
 * @param splitTolerance how far the split may be off, as a part of the candidate's share
 * @param objective what was promised to users
 * @param saturation when resources are called exhausted
 * @param gates what must hold over a step as a whole, or the candidate fails
 * @param onInconclusive what a step does that has been watched to its end without an answer
 * @param onError what a step does whose measurements cannot be
 * @param metrics measurements of the user's own systems, judged or used by triggers
 * @param sources where those are kept
 * @param metricTriggers what sends the candidate back by them, under each judge
 */
public record JudgePolicy(
    Method method,
    double alpha,
    double beta,
    RateRule errors,
    LatencyRule latency,
    OptionalDouble burst,
    WarmUp warmUp,
    long leastRequests,
    double leastCoverage,
    double splitTolerance,
    Objective objective,
    Saturation saturation,
    List<Gate> gates,
    Otherwise onInconclusive,
    Otherwise onError,
    List<Metric> metrics,
    List<SourceSpec> sources,
    List<MetricTrigger> metricTriggers) {
  public JudgePolicy {
    gates = List.copyOf(gates);
    metrics = List.copyOf(metrics);
    sources = List.copyOf(sources);
    metricTriggers = List.copyOf(metricTriggers);
  }

  /** The judges there are. Triggers and gates hold under each of them. */
  public enum Method {
    /** Anytime-valid evidence against the concurrent baseline. */
    EVIDENCE,
    /** Kayenta's: Mann–Whitney over a step's windows, when it is over. */
    KAYENTA,
    /** Nothing but the triggers and gates that were written. */
    TRIGGERS
  }

  /**
   * What is called slower.
   *
   * @param judged whether latency is judged at all
   * @param marginBuckets how many buckets of 2 % slower the candidate may be: 5 are 10.4 %
   */
  public record LatencyRule(boolean judged, int marginBuckets) {
    public static final LatencyRule DEFAULT = new LatencyRule(true, 5);
  }

  /**
   * A cold candidate is slow, which says nothing about it. Over when either is.
   *
   * @param time of each new instance
   * @param requests to each new instance
   */
  public record WarmUp(Duration time, long requests) {
    /** However many requests there are: under much traffic 500 of them pass in a second, in which no program gets warm. */
    public static final WarmUp DEFAULT = new WarmUp(Duration.ofSeconds(60), Long.MAX_VALUE);
  }

  /**
   * What was promised to users.
   *
   * @param availability share of requests that must not fail, over 30 days, as 0.999
   * @param harmShare share of those 30 days' error budget that one candidate may spend, 0–1
   * @param burnAlerts whether a budget that burns fast sends the candidate back
   */
  public record Objective(double availability, double harmShare, boolean burnAlerts) {
    public static final Objective DEFAULT = new Objective(0.999, 0.01, true);

    /** Share of requests that may fail. */
    public double budget() {
      return 1 - availability;
    }
  }

  /**
   * When resources are called exhausted: over the limit for most of the step, and clearly more than stable.
   *
   * @param cpu share of one core, absent where it is not judged: a program may well use several
   * @param memory share of the limit of the instance, absent where it is not judged
   */
  public record Saturation(OptionalDouble cpu, OptionalDouble memory) {
    public static final Saturation DEFAULT = new Saturation(OptionalDouble.empty(), OptionalDouble.of(0.95));
  }

  /** The judge that a user gets who configures nothing. */
  public static final JudgePolicy DEFAULT =
      new JudgePolicy(
          Method.EVIDENCE, 0.01, 0.05, RateRule.DEFAULT, LatencyRule.DEFAULT, OptionalDouble.empty(), WarmUp.DEFAULT, 500, 0.9, 0.1,
          Objective.DEFAULT, Saturation.DEFAULT, List.of(), Otherwise.HOLD, Otherwise.HOLD, List.of(), List.of(), List.of());

  /** Nothing is judged but by the triggers that are written. */
  public static final JudgePolicy TRIGGERS = DEFAULT.by(Method.TRIGGERS);

  /** Where a metric is kept. */
  public Optional<SourceSpec> source(Metric metric) {
    return sources.stream().filter(s -> s.name().equals(metric.source())).findFirst();
  }

  /** The same numbers with another judge. */
  public JudgePolicy by(Method other) {
    return new JudgePolicy(
        other, alpha, beta, errors, latency, burst, warmUp, leastRequests, leastCoverage, splitTolerance, objective, saturation, gates,
        onInconclusive, onError, metrics, sources, metricTriggers);
  }

  /** The same with the sources kept elsewhere. */
  public JudgePolicy readingFrom(List<SourceSpec> others) {
    return new JudgePolicy(
        method, alpha, beta, errors, latency, burst, warmUp, leastRequests, leastCoverage, splitTolerance, objective, saturation, gates,
        onInconclusive, onError, metrics, others, metricTriggers);
  }
}
