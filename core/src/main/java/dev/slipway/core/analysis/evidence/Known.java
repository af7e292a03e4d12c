package dev.slipway.core.analysis.evidence;

/**
 * Stable's rate as far as it is known, for where stable has no traffic beside the candidate.
 *
 * @param rate the estimate, 0–1
 * @param atMost what it is at most but for one time in a thousand, 0–1; taking the estimate for the truth would call a candidate worse for
 *     what is only chance in stable's few requests
 */
public record Known(double rate, double atMost) {
  /** The 99.9 % quantile of the standard normal distribution. */
  private static final double Z = 3.090232306167813;

  /** Of a stable of which little is known, no more than this is believed: nobody would want to go back to worse. */
  private static final double MOST_UNKNOWN = 0.05;

  /**
   * From what was counted: the score bound of a Poisson rate (Rao, 1948), with {@code burst} events counting as one.
   *
   * @param events of stable's requests, those that count
   * @param requests all of stable's; 0 where nothing is known
   * @param burst how many events come together on average, ≥ 1
   */
  public static Known of(double events, double requests, double burst) {
    if (requests == 0) {
      return new Known(0, MOST_UNKNOWN);
    }
    double seen = events / burst;
    double bound = (seen + Z * Z / 2 + Z * StrictMath.sqrt(seen + Z * Z / 4)) * burst / requests;
    double rate = events / requests;
    return new Known(rate, Math.max(rate, Math.min(bound, MOST_UNKNOWN)));
  }
}
