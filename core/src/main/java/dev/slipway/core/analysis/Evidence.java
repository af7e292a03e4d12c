package dev.slipway.core.analysis;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.analysis.evidence.BurnRate;
import dev.slipway.core.analysis.evidence.Dispersion;
import dev.slipway.core.analysis.evidence.Known;
import dev.slipway.core.analysis.evidence.LatencyTest;
import dev.slipway.core.analysis.evidence.Pair;
import dev.slipway.core.analysis.evidence.RateTest;
import dev.slipway.core.analysis.evidence.SplitTest;
import dev.slipway.core.traffic.LatencyHistogram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What a whole rollout has shown so far, from its first traffic on. One process runs through all steps; only what must be shown of each
 * step anew begins again with it.
 *
 * @param before what stable was like before the candidate had traffic
 * @param total errors and requests of both
 * @param errors on the error rate
 * @param latency on latency, once stable's is known well enough to fix where to look
 * @param split on the split of this step
 * @param burn of the error budget
 * @param bursts of stable's errors
 * @param warming of the candidate's instances
 */
public record Evidence(
    Baseline before,
    Pair total,
    RateTest errors,
    Optional<LatencyTest> latency,
    SplitTest split,
    BurnRate burn,
    Bursts bursts,
    Warming warming) {
  /** Stable's requests before its quantiles are taken for good. */
  private static final long LEAST_FOR_EDGES = 1_000;

  /** Before any traffic. */
  public static Evidence start(Baseline before) {
    Optional<LatencyTest> latency = before.edges().isEmpty() ? Optional.empty() : Optional.of(LatencyTest.at(before.edges()));
    return new Evidence(
        latency.isPresent() ? before.settled() : before, Pair.NONE, RateTest.START, latency, SplitTest.START,
        BurnRate.START, Bursts.NONE, Warming.COLD);
  }

  /** In the next step. */
  Evidence nextStep() {
    return new Evidence(before, total, errors.nextStep(), latency, SplitTest.START, burn, bursts, warming);
  }

  /** How many errors count as one. */
  double burst(JudgePolicy policy) {
    return policy.burst().orElseGet(() -> bursts.size(before));
  }

  /**
   * What the candidate did against stable's errors and requests: those beside it where they are enough to speak of, or else from before
   * too.
   */
  Pair comparable() {
    boolean enough = total.stableTotal() >= LEAST_FOR_EDGES;
    return enough ? total : total.plus(new Pair(0, 0, before.errors(), before.requests()));
  }

  /**
   * With a batch more, in which both sides were counted.
   *
   * @param stableSoFar stable's latency in this step before the batch
   */
  Evidence plus(Batch batch, JudgedStep step, LatencyHistogram stableSoFar) {
    Batch.Sample candidate = batch.candidate();
    Batch.Sample stable = batch.stable().orElse(Batch.Sample.NONE);
    JudgePolicy policy = step.policy();
    Pair pair = new Pair(candidate.errors(), candidate.requests(), stable.errors(), stable.requests());
    boolean compared = step.concurrent() && !step.sticky();
    Optional<LatencyTest> slower = latency(batch, policy, before.latency().plus(stableSoFar));
    return new Evidence(
        slower.isPresent() ? before.settled() : before,
        total.plus(pair),
        errors(policy, pair, step.concurrent() || pair.stableTotal() > 0),
        slower,
        compared ? split.plus(step.weight() / 100.0, policy.splitTolerance(), candidate.requests(), stable.requests()) : split,
        burn.plus(batch.covered(), pair),
        bursts.plus(stable.errors(), stable.requests(), batch.covered()),
        warming.plus(candidate, batch.covered()));
  }

  private RateTest errors(JudgePolicy policy, Pair pair, boolean beside) {
    double burst = burst(policy);
    return beside ? errors.beside(policy.errors(), pair, burst) : errors.alone(policy.errors(), pair, burst, known(burst));
  }

  /** Of stable's error rate, from before the rollout and from beside the candidate. */
  private Known known(double burst) {
    return Known.of(before.errors() + total.stableEvents(), before.requests() + total.stableTotal(), burst);
  }

  private Optional<LatencyTest> latency(Batch batch, JudgePolicy policy, LatencyHistogram known) {
    if (!policy.latency().judged()) {
      return Optional.empty();
    }
    Optional<LatencyTest> test =
        latency.isEmpty() && known.total() >= LEAST_FOR_EDGES ? Optional.of(LatencyTest.at(Baseline.QUANTILES, known)) : latency;
    LatencyHistogram stable = batch.stable().map(Batch.Sample::latency).orElse(LatencyHistogram.empty());
    return warming.over(policy.warmUp()) && (policy.burst().isPresent() || before.knowsLatencyBursts())
        ? test.map(t -> t.plus(policy.latency().marginBuckets(), batch.candidate().latency(), stable, latencyBursts(policy)))
        : test;
  }

  List<Double> latencyBursts(JudgePolicy policy) {
    if (policy.burst().isPresent()) {
      return Collections.nCopies(Baseline.QUANTILES.size(), policy.burst().getAsDouble());
    }
    List<Double> bursts = new ArrayList<>(before.latencyDispersion().size());
    for (Dispersion dispersion : before.latencyDispersion()) {
      bursts.add(dispersion.upperBound());
    }
    return bursts;
  }
}
