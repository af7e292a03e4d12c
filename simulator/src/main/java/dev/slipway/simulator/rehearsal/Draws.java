package dev.slipway.simulator.rehearsal;

/**
 * A seeded source of numbers: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). The same seed gives the same numbers; another processor's
 * logarithm may differ in its last bit, which changes about one draw in 10¹⁵.
 *
 * <p>Counts are exact draws, never normal approximations: by inversion where the mean is small, else by Hörmann's transformed rejection
 * (BTRS, J. Stat. Comput. Simul. 46, 1993; PTRS, Insurance: Math. Econ. 12, 1993), whose cost does not grow with the count.
 */
final class Draws {
  private static final double SMALL_MEAN = 10;

  private long state;

  Draws(long seed) {
    this.state = seed;
  }

  /** 64 even bits. */
  long bits() {
    state += 0x9e3779b97f4a7c15L;
    long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
    return mixed ^ (mixed >>> 31);
  }

  /** Even in [0, 1). */
  double even() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  /** How many happen of what is expected {@code mean} times. */
  long poisson(double mean) {
    return mean <= 0 ? 0 : mean < SMALL_MEAN ? poissonByInversion(mean) : poissonByRejection(mean);
  }

  /** How many of {@code n} succeed that each do with chance {@code p}. */
  long binomial(long n, double p) {
    if (n <= 0 || p <= 0) {
      return 0;
    }
    if (p >= 1) {
      return n;
    }
    if (p > 0.5) {
      return n - binomial(n, 1 - p);
    }
    return n * p < SMALL_MEAN ? binomialByInversion(n, p, Math.log1p(-p)) : binomialByRejection(n, p);
  }

  /** At least 1, {@code mean} on average, each further one as likely as the one before. */
  long geometric(double mean) {
    return 1 + (long) (Math.log1p(-even()) / Math.log1p(-1 / mean));
  }

  /** Of the standard normal distribution (Box and Muller, Ann. Math. Stat. 29, 1958). */
  double normal() {
    return Math.sqrt(-2 * Math.log1p(-even())) * Math.cos(2 * Math.PI * even());
  }

  private long poissonByInversion(double mean) {
    double chance = Math.exp(-mean);
    double left = even();
    long k = 0;
    while (left > chance && chance > 0) {
      left -= chance;
      chance *= mean / ++k;
    }
    return k;
  }

  /** As {@link #binomial}, where {@code ln(1 − p)} is known and p is at most a half. */
  long binomial(long n, double p, double lnOther) {
    return n * p < SMALL_MEAN ? binomialByInversion(n, p, lnOther) : binomialByRejection(n, p);
  }

  private long binomialByInversion(long n, double p, double lnOther) {
    double odds = p / (1 - p);
    double chance = Math.exp(n * lnOther);
    double left = even();
    long k = 0;
    while (left > chance && k < n) {
      left -= chance;
      chance *= odds * (n - k) / (k + 1);
      k++;
    }
    return k;
  }

  private long poissonByRejection(double mean) {
    double root = Math.sqrt(mean);
    double b = 0.931 + 2.53 * root;
    double a = -0.059 + 0.02483 * b;
    double squeeze = 0.9277 - 3.6224 / (b - 2);
    while (true) {
      double u = even() - 0.5;
      double v = even();
      double us = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
      if (us >= 0.07 && v <= squeeze) {
        return (long) k;
      }
      if (k < 0 || us < 0.013 && v > us) {
        continue;
      }
      double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
      double height = Math.log(v * inverseAlpha / (a / (us * us) + b));
      if (height <= k * Math.log(mean) - mean - LnFactorial.of(k)) {
        return (long) k;
      }
    }
  }

  private long binomialByRejection(long n, double p) {
    double spread = Math.sqrt(n * p * (1 - p));
    double b = 1.15 + 2.53 * spread;
    double a = -0.0873 + 0.0248 * b + 0.01 * p;
    double squeeze = 0.92 - 4.2 / b;
    while (true) {
      double u = even() - 0.5;
      double v = even();
      double us = 0.5 - Math.abs(u);
      double k = Math.floor((2 * a / us + b) * u + n * p + 0.5);
      if (us >= 0.07 && v <= squeeze) {
        return (long) k;
      }
      if (k < 0 || k > n) {
        continue;
      }
      double alpha = (2.83 + 5.1 / b) * spread;
      double height = Math.log(v * alpha / (a / (us * us) + b));
      if (height <= lnAgainstMode(n, p, k)) {
        return (long) k;
      }
    }
  }

  /** ln of the chance of {@code k} by that of the likeliest number. */
  private static double lnAgainstMode(long n, double p, double k) {
    double mode = Math.floor((n + 1) * p);
    return LnFactorial.of(mode) + LnFactorial.of(n - mode) - LnFactorial.of(k) - LnFactorial.of(n - k) + (k - mode) * Math.log(p / (1 - p));
  }
}
