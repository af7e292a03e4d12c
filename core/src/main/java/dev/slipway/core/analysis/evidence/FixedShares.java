package dev.slipway.core.analysis.evidence;

import java.util.Arrays;

/**
 * What events cost at shares that are the same in every batch, as a floor or the share asked of a router: half of the logarithms that a
 * batch would take. It only ever holds what would be computed again to the same bit.
 */
final class FixedShares {
  private static final int MOST = 64;

  private final Kernel kernel;
  private volatile Priced[] priced = {};

  private record Priced(double theta, double[] costs) {}

  FixedShares(Kernel kernel) {
    this.kernel = kernel;
  }

  /** The {@linkplain Kernel#costs costs} at a share. Not to be written to. */
  double[] costs(double theta) {
    Priced[] all = priced;
    for (Priced one : all) {
      if (one.theta() == theta) {
        return one.costs();
      }
    }
    double[] costs = kernel.costs(theta);
    if (all.length < MOST) {
      Priced[] more = Arrays.copyOf(all, all.length + 1);
      more[all.length] = new Priced(theta, costs);
      priced = more;
    }
    return costs;
  }
}
