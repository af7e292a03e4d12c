package dev.slipway.core.analysis;

/**
 * How a rollout's chance of a false alarm is spent. What a rollout does not judge, it need not pay for: the shares of what is judged fill
 * the whole. The k-th retry of content that the judge sent back gets α/2ᵏ, so that trying until it passes does not try the patience of the
 * bound.
 *
 * @param errors on the error rate
 * @param latency on latency, 0 where it is not judged
 * @param custom on each rate of the user's own
 */
public record AlphaBudget(double errors, double latency, double custom) {
  private static final double ERRORS = 0.5;
  private static final double LATENCY = 0.4;
  private static final double CUSTOM = 0.1;

  /**
   * The budget of a rollout.
   *
   * @param rates how many rates of the user's own are judged
   */
  public static AlphaBudget of(JudgePolicy policy, int attempt, int rates) {
    double whole = ERRORS + (policy.latency().judged() ? LATENCY : 0) + (rates > 0 ? CUSTOM : 0);
    double alpha = StrictMath.scalb(policy.alpha(), -attempt) / whole;
    return new AlphaBudget(
        alpha * ERRORS, policy.latency().judged() ? alpha * LATENCY : 0, rates > 0 ? alpha * CUSTOM / rates : 0);
  }
}
