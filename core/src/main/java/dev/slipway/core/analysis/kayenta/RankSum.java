package dev.slipway.core.analysis.kayenta;

import java.util.Arrays;
import java.util.function.DoublePredicate;

/** The statistic of Mann and Whitney as a function of how far one sample is shifted down: it only falls as the shift grows. */
final class RankSum {
  /** Halvings after which the interval is 10⁻¹⁴ of the range. */
  private static final int HALVINGS = 48;

  private final double[] x;
  private final double[] y;

  RankSum(double[] x, double[] y) {
    this.x = x.clone();
    this.y = y.clone();
    Arrays.sort(this.x);
    Arrays.sort(this.y);
  }

  long pairs() {
    return (long) x.length * y.length;
  }

  double leastDifference() {
    return x[0] - y[y.length - 1];
  }

  double mostDifference() {
    return x[x.length - 1] - y[0];
  }

  /** How many pairs differ by more than this. */
  long differencesAbove(double shift) {
    long above = 0;
    int below = 0;
    for (double value : x) {
      while (below < y.length && value - y[below] > shift) {
        below++;
      }
      above += below;
    }
    return above;
  }

  /** The standardised statistic after shifting, with the correction for continuity and for ties. */
  double z(double shift) {
    double total = (double) x.length + y.length;
    double ties = 0;
    double wins = 0;
    int i = 0;
    int j = 0;
    while (i < x.length || j < y.length) {
      double value = Math.min(i < x.length ? x[i] - shift : Double.POSITIVE_INFINITY, j < y.length ? y[j] : Double.POSITIVE_INFINITY);
      int fromX = i;
      int fromY = j;
      while (i < x.length && x[i] - shift <= value) {
        i++;
      }
      while (j < y.length && y[j] <= value) {
        j++;
      }
      double equal = (double) (i - fromX) + (j - fromY);
      ties += equal * equal * equal - equal;
      wins += (i - fromX) * (fromY + (j - fromY) / 2.0);
    }
    double excess = wins - pairs() / 2.0;
    double sigma = StrictMath.sqrt(pairs() / 12.0 * (total + 1 - ties / (total * (total - 1))));
    return sigma == 0 ? 0 : (excess - Math.signum(excess) / 2) / sigma;
  }

  /** The shift at which a condition that holds for the least difference, and not for the greatest, ceases to; by halving. */
  double lastShift(DoublePredicate holds) {
    double range = mostDifference() - leastDifference();
    double low = leastDifference() - range / 4;
    double high = mostDifference() + range / 4;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = low + (high - low) / 2;
      if (holds.test(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return Math.abs(high) < range * 1e-12 ? 0 : high;
  }
}
