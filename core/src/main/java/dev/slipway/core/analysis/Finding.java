package dev.slipway.core.analysis;

import dev.slipway.core.analysis.evidence.Pair;

/**
 * What one test has come to: the numbers behind a verdict.
 *
 * @param what the metric: {@code error-rate}, {@code latency > 250ms}, or the name of the user's own
 * @param pair what was counted; of what speaks against the candidate, over the whole rollout
 * @param burst how many events count as one, φ
 * @param lnFailing evidence that the candidate is worse, natural logarithm
 * @param lnFailingNeeded from where on it fails
 * @param lnPassing evidence that it is as good; 0 for what is never asked to show that
 * @param lnPassingNeeded from where on it passes; 0 for what is never asked to show that
 */
public record Finding(
    String what, Pair pair, double burst, double lnFailing, double lnFailingNeeded, double lnPassing, double lnPassingNeeded) {

  /** Whether it says that the candidate is worse. */
  public boolean failing() {
    return lnFailing >= lnFailingNeeded;
  }

  /** Whether it says that the candidate is as good, or was never asked to. */
  public boolean passing() {
    return lnPassing >= lnPassingNeeded;
  }

  /** How often this alarm is false at most: one time in so many. */
  public long falseOneIn() {
    return Math.round(StrictMath.exp(lnFailingNeeded));
  }
}
