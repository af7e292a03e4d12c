package dev.slipway.core.analysis.evidence;

/**
 * How much more counts of windows vary than independent events would: Pearson's statistic by its degrees of freedom. Events that come in
 * bursts of c have E[c²]/E[c].
 *
 * @param windows seen, each with at least one request
 * @param events of all windows
 * @param total requests of all windows
 * @param squares sum over the windows of events² / requests
 */
public record Dispersion(long windows, double events, double total, double squares) {
  public static final Dispersion NONE = new Dispersion(0, 0, 0, 0);

  /** Below this many windows the bound says nothing. */
  public static final int LEAST_WINDOWS = 30;

  /** The 5 % quantile of the standard normal distribution. */
  private static final double Z = -1.6448536269514722;

  /** With a window more. */
  public Dispersion plus(double windowEvents, double windowTotal) {
    return windowTotal == 0
        ? this
        : new Dispersion(windows + 1, events + windowEvents, total + windowTotal, squares + windowEvents * windowEvents / windowTotal);
  }

  /** With all windows of another. */
  public Dispersion plus(Dispersion other) {
    return new Dispersion(windows + other.windows, events + other.events, total + other.total, squares + other.squares);
  }

  /** Upper 95 % bound, at least 1; 1 while there are too few windows to say, or no events. */
  public double upperBound() {
    double share = total == 0 ? 0 : events / total;
    if (windows < LEAST_WINDOWS || share <= 0 || share >= 1) {
      return 1;
    }
    double freedom = windows - 1.0;
    double pearson = (squares - events * share) / (share * (1 - share));
    return Math.max(1, pearson / lowQuantile(freedom));
  }

  /** 5 % quantile of χ² after Wilson and Hilferty, 1931: within 1 % from 29 degrees of freedom on. */
  private static double lowQuantile(double freedom) {
    double a = 2 / (9 * freedom);
    double root = 1 - a + Z * StrictMath.sqrt(a);
    return freedom * root * root * root;
  }
}
