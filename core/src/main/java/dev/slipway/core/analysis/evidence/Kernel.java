package dev.slipway.core.analysis.evidence;

/**
 * Evidence against a binomial share, valid however often it is looked at: a mixture, over a grid of odds multipliers κ, of likelihood
 * ratios of "κ times the odds" against the share θ₀ of the null hypothesis.
 *
 * <p>For a batch with y candidate events out of m, {@code L_k += y·ln κ_k − m·ln(1 + θ₀(κ_k − 1))} and {@code E = Σ w_k exp(L_k)}. Under
 * any true share at most θ₀ (for κ &gt; 1; at least θ₀ for κ &lt; 1) E is a non-negative supermartingale that starts at 1, so by Ville's
 * inequality the chance that it ever reaches 1/α is at most α. θ₀ may differ from batch to batch as long as it is known before the batch's
 * events are.
 *
 * <p>Background: Turner, Ly, Grünwald, "Generic E-variables for exact sequential k-sample tests", 2021; Howard, Ramdas, McAuliffe,
 * Sekhon, "Time-uniform Chernoff bounds", 2020. All logarithms are {@link StrictMath}'s, so that a replay agrees in every bit.
 */
public final class Kernel {
  /** Evidence that a share is above the null's. */
  public static final Kernel FAIL =
      new Kernel(new double[] {1.5, 2, 3, 5, 10, 25, 100, 1000}, new double[] {1, 2, 3, 3, 3, 2, 1, 1});

  /** Evidence that a share is below the null's. */
  public static final Kernel PASS = new Kernel(new double[] {.1, .3, .5, .7, .85}, new double[] {1, 1, 1, 1, 1});

  private final double[] kappaMinusOne;
  private final double[] lnKappa;
  private final double[] lnWeight;

  private Kernel(double[] kappa, double[] weight) {
    double sum = 0;
    for (double w : weight) {
      sum += w;
    }
    kappaMinusOne = new double[kappa.length];
    lnKappa = new double[kappa.length];
    lnWeight = new double[kappa.length];
    for (int k = 0; k < kappa.length; k++) {
      kappaMinusOne[k] = kappa[k] - 1;
      lnKappa[k] = StrictMath.log(kappa[k]);
      lnWeight[k] = StrictMath.log(weight[k] / sum);
    }
  }

  /** How many numbers of memory a process of this grid has. */
  public int size() {
    return lnKappa.length;
  }

  /**
   * Adds a batch, in place.
   *
   * @param wealth the process's memory, {@link #size} numbers from {@code offset} on, all zero at the start
   * @param y candidate events, at least 0; a fraction where events come in bursts and are divided by their size
   * @param m all events that might have been the candidate's, at least y
   * @param theta the null's share, in [0, 1]
   */
  public void add(double[] wealth, int offset, double y, double m, double theta) {
    if (m == 0) {
      return;
    }
    for (int k = 0; k < lnKappa.length; k++) {
      wealth[offset + k] += y * lnKappa[k] - m * StrictMath.log1p(theta * kappaMinusOne[k]);
    }
  }

  /** {@code ln(1 + θ(κ − 1))} at each point of the grid: what every event that might have been the candidate's costs. */
  double[] costs(double theta) {
    double[] costs = new double[lnKappa.length];
    for (int k = 0; k < costs.length; k++) {
      costs[k] = StrictMath.log1p(theta * kappaMinusOne[k]);
    }
    return costs;
  }

  /** Adds a batch as {@link #add} does, in place, where the costs are known from another one with the same share. */
  void add(double[] wealth, double y, double m, double[] costs) {
    for (int k = 0; k < lnKappa.length; k++) {
      wealth[k] += y * lnKappa[k] - m * costs[k];
    }
  }

  /** ln E of a process. */
  public double lnEvidence(double[] wealth, int offset) {
    double most = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < lnWeight.length; k++) {
      most = Math.max(most, lnWeight[k] + wealth[offset + k]);
    }
    double sum = 0;
    for (int k = 0; k < lnWeight.length; k++) {
      sum += StrictMath.exp(lnWeight[k] + wealth[offset + k] - most);
    }
    return most + StrictMath.log(sum);
  }
}
