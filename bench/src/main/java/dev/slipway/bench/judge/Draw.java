package dev.slipway.bench.judge;

import java.util.SplittableRandom;

/** Random counts from a seed. */
public final class Draw {
  private static final double LN_2PI_HALF = 0.5 * Math.log(2 * Math.PI);
  private static final int EXACT_FACTORIALS = 32;
  private static final double[] LN_FACTORIAL = lnFactorials();

  private final SplittableRandom random;

  public Draw(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** In [0, 1). */
  public double share() {
    return random.nextDouble();
  }

  /** Successes of n with chance p each: by inversion from the likeliest number outwards, exact up to rounding. */
  public long successes(long n, double p) {
    if (n == 0 || p <= 0) {
      return 0;
    }
    if (p >= 1) {
      return n;
    }
    double u = random.nextDouble();
    double odds = p / (1 - p);
    long up = Math.min(n, (long) ((n + 1) * p));
    long down = up;
    double upChance = up == 0 ? Math.exp(n * Math.log1p(-p)) : Math.exp(lnChance(n, p, up));
    double downChance = upChance;
    u -= upChance;
    while (u > 0 && (up < n || down > 0)) {
      if (up < n) {
        upChance *= odds * (n - up) / (up + 1);
        up++;
        u -= upChance;
        if (u <= 0) {
          return up;
        }
      }
      if (down > 0) {
        downChance *= down / (odds * (n - down + 1));
        down--;
        u -= downChance;
        if (u <= 0) {
          return down;
        }
      }
      if (upChance + downChance < 1e-18) {
        break;
      }
    }
    return (long) Math.min(n, (n + 1) * p);
  }

  /** How many in a burst: 1 and more, each further one with the same chance. */
  public long burst(double mean) {
    return 1 + (long) (Math.log1p(-random.nextDouble()) / Math.log1p(-1 / mean));
  }

  private static double lnChance(long n, double p, long k) {
    return lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k) + k * Math.log(p) + (n - k) * Math.log1p(-p);
  }

  private static double lnFactorial(long n) {
    if (n < EXACT_FACTORIALS) {
      return LN_FACTORIAL[(int) n];
    }
    double inverse = 1.0 / n;
    return (n + 0.5) * Math.log(n) - n + LN_2PI_HALF + inverse / 12 - inverse * inverse * inverse / 360;
  }

  private static double[] lnFactorials() {
    double[] sums = new double[EXACT_FACTORIALS];
    for (int i = 2; i < EXACT_FACTORIALS; i++) {
      sums[i] = sums[i - 1] + Math.log(i);
    }
    return sums;
  }
}
