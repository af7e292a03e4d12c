package dev.slipway.core.analysis.kayenta;

/**
 * How far the candidate's values lie above stable's: the median of all differences between a value of the one and a value of the other
 * (Hodges and Lehmann), and the interval of shifts that a two-sided Mann–Whitney test at {@link #CONFIDENCE} does not reject.
 *
 * @param estimate in the metric's unit, negative where the candidate's are lower
 * @param lower end of the interval
 * @param upper end of the interval
 */
public record Shift(double estimate, double lower, double upper) {
  /** Kayenta's. */
  public static final double CONFIDENCE = 0.98;

  /** Part of the estimate that the interval must stay away from zero by: Kayenta's. */
  public static final double TOLERANCE = 0.25;

  /** The 99 % quantile of the standard normal distribution. */
  private static final double Z = 2.3263478740408408;

  /** Whether the candidate's values are higher by more than the tolerance. */
  public boolean high() {
    return lower > TOLERANCE * Math.abs(estimate);
  }

  /** Whether they are lower by more than the tolerance. */
  public boolean low() {
    return upper < -TOLERANCE * Math.abs(estimate);
  }

  /**
   * Of two samples, in any order. The interval ends at the extreme differences where the samples are too small for the test to reject
   * anything. Two constant samples have the one difference as their interval; Kayenta adds a noise of 10⁻⁵ there, to the same end.
   *
   * @param candidate at least one finite value
   * @param stable at least one finite value
   */
  public static Shift between(double[] candidate, double[] stable) {
    RankSum ranks = new RankSum(candidate, stable);
    double least = ranks.leastDifference();
    double most = ranks.mostDifference();
    if (least == most) {
      return new Shift(least, least, least);
    }
    return new Shift(median(ranks), end(ranks, Z), end(ranks, -Z));
  }

  private static double end(RankSum ranks, double z) {
    if (ranks.z(ranks.leastDifference()) <= z) {
      return ranks.leastDifference();
    }
    return ranks.z(ranks.mostDifference()) >= z ? ranks.mostDifference() : ranks.lastShift(shift -> ranks.z(shift) > z);
  }

  private static double median(RankSum ranks) {
    long pairs = ranks.pairs();
    double upper = ranks.lastShift(shift -> ranks.differencesAbove(shift) > (pairs - 1) / 2);
    return pairs % 2 == 1 ? upper : (upper + ranks.lastShift(shift -> ranks.differencesAbove(shift) > pairs / 2)) / 2;
  }
}
