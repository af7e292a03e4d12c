package dev.slipway.core.analysis.evidence;

import java.util.OptionalDouble;

/**
 * Whether the candidate's rate of bad events is worse than stable's, and whether it is shown to be as good. Where stable has no traffic, the
 * rate stable had before stands in for it: what happens to everybody then looks like the candidate's doing.
 *
 * @param worse evidence against "at most the allowed multiple of stable's", over the whole rollout
 * @param aboveFloor evidence against "at most the floor", over the whole rollout
 * @param asGood evidence against "at least the harmful multiple of stable's", in this step
 * @param belowFloor evidence against "at least the harmful share", in this step
 */
public record RateTest(Wealth worse, Wealth aboveFloor, Wealth asGood, Wealth belowFloor) {
  public static final RateTest START =
      new RateTest(Wealth.none(Kernel.FAIL), Wealth.none(Kernel.FAIL), Wealth.none(Kernel.PASS), Wealth.none(Kernel.PASS));

  private static final double LN_HALF = StrictMath.log(0.5);

  /**
   * Adds a batch.
   *
   * @param burst how many bad events come together on average, φ ≥ 1: they count as that many fewer
   * @param before stable's rate before the rollout, where it is known
   */
  public RateTest plus(RateRule rule, Pair pair, double burst, OptionalDouble before) {
    double bad = pair.candidateEvents() / burst;
    double all = pair.candidateTotal() / burst;
    Wealth above = aboveFloor.plus(Kernel.FAIL, bad, all, rule.floor());
    if (pair.stableTotal() == 0) {
      double known = before.orElse(0);
      return new RateTest(
          worse.plus(Kernel.FAIL, bad, all, Math.min(1, Math.max(rule.floor(), rule.worse() * known))),
          above,
          asGood,
          belowFloor.plus(Kernel.PASS, bad, all, Math.min(1, Math.max(rule.harmFloor(), rule.harm() * known))));
    }
    double both = bad + pair.stableEvents() / burst;
    return new RateTest(
        worse.plus(Kernel.FAIL, bad, both, pair.theta(rule.worse())),
        above,
        asGood.plus(Kernel.PASS, bad, both, pair.theta(rule.harm())),
        belowFloor.plus(Kernel.PASS, bad, all, rule.harmFloor()));
  }

  /** ln of the evidence that it is worse: by ratio and above the floor. */
  public double lnFailing() {
    return Math.min(worse.lnEvidence(Kernel.FAIL), aboveFloor.lnEvidence(Kernel.FAIL));
  }

  /** ln of the evidence that it is as good: half of it staked on the ratio, half on the floor. */
  public double lnPassing() {
    return LogSum.of(LN_HALF + asGood.lnEvidence(Kernel.PASS), LN_HALF + belowFloor.lnEvidence(Kernel.PASS));
  }

  /** In the next step: what spoke against the candidate stays, what spoke for it was about another share of traffic. */
  public RateTest nextStep() {
    return new RateTest(worse, aboveFloor, START.asGood, START.belowFloor);
  }
}
