package dev.slipway.core.analysis.evidence;


/**
 * Whether the candidate's rate of bad events is worse than stable's, and whether it is shown to be as good. Where stable has no traffic,
 * the rate it had before stands in for it: what happens to everybody then looks like the candidate's doing.
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
   * Adds a batch of both side by side. One in which only one side had requests compares nothing, however the other was before: what fails
   * for everybody would look like the candidate's doing.
   *
   * @param burst how many bad events come together on average, φ ≥ 1: they count as that many fewer
   */
  public RateTest beside(RateRule rule, Pair pair, double burst) {
    double bad = pair.candidateEvents() / burst;
    double all = pair.candidateTotal() / burst;
    double both = bad + pair.stableEvents() / burst;
    return new RateTest(
        worse.plus(Kernel.FAIL, bad, both, pair.theta(rule.worse())),
        aboveFloor.plus(Kernel.FAIL, bad, all, rule.floor()),
        asGood.plus(Kernel.PASS, bad, both, pair.theta(rule.harm())),
        belowFloor.plus(Kernel.PASS, bad, all, rule.harmFloor()));
  }

  /**
   * Adds a batch of the candidate's where all traffic is its own.
   *
   * @param burst as above
   * @param stable what is known of stable's rate
   */
  public RateTest alone(RateRule rule, Pair pair, double burst, Known stable) {
    double bad = pair.candidateEvents() / burst;
    double all = pair.candidateTotal() / burst;
    return new RateTest(
        worse.plus(Kernel.FAIL, bad, all, Math.min(1, Math.max(rule.floor(), rule.worse() * stable.atMost()))),
        aboveFloor.plus(Kernel.FAIL, bad, all, rule.floor()),
        asGood,
        belowFloor.plus(Kernel.PASS, bad, all, Math.min(1, Math.max(rule.harmFloor(), rule.harm() * stable.rate()))));
  }

  /** ln of the evidence that it is worse: by ratio and above the floor. */
  public double lnFailing() {
    return Math.min(worse.lnEvidence(Kernel.FAIL), aboveFloor.lnEvidence(Kernel.FAIL));
  }

  /** ln of the evidence that it is as good: half of it staked on the ratio, half on the floor. */
  public double lnPassing() {
    return LogSum.of(LN_HALF + asGood.lnEvidence(Kernel.PASS), LN_HALF + belowFloor.lnEvidence(Kernel.PASS));
  }

  /** What {@link #lnFailing} is at most. */
  public double lnFailingAtMost() {
    return Math.min(worse.lnAtMost(), aboveFloor.lnAtMost());
  }

  /** What {@link #lnPassing} is at most. */
  public double lnPassingAtMost() {
    return Math.max(asGood.lnAtMost(), belowFloor.lnAtMost());
  }

  /** In the next step: what spoke against the candidate stays, what spoke for it was about another share of traffic. */
  public RateTest nextStep() {
    return new RateTest(worse, aboveFloor, START.asGood, START.belowFloor);
  }
}
