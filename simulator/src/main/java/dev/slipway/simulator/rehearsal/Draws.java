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
  private static final double LN_ROOT_2_PI = 0.9189385332046727;
  private static final double[] STIRLING_TAIL = {
    0.0810614667953273, 0.0413406959554093, 0.0276779256849983, 0.0207906721037651, 0.0166446911898212, 0.0138761288230707,
    0.0118967099458918, 0.0104112652619721, 0.00925546218271273, 0.00833056343336287
  };

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
    return n * p < SMALL_MEAN ? binomialByInversion(n, p) : binomialByRejection(n, p);
  }

  private long poissonByInversion(double mean) {
    double chance = StrictMath.exp(-mean);
    double left = even();
    long k = 0;
    while (left > chance && chance > 0) {
      left -= chance;
      chance *= mean / ++k;
    }
    return k;
  }

  private long binomialByInversion(long n, double p) {
    double odds = p / (1 - p);
    double chance = StrictMath.exp(n * Math.log1p(-p));
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
    double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
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
      double height = Math.log(v * inverseAlpha / (a / (us * us) + b));
      if (height <= k * Math.log(mean) - mean - lnFactorial(k)) {
        return (long) k;
      }
    }
  }

  private long binomialByRejection(long n, double p) {
    double spread = Math.sqrt(n * p * (1 - p));
    double b = 1.15 + 2.53 * spread;
    double a = -0.0873 + 0.0248 * b + 0.01 * p;
    double squeeze = 0.92 - 4.2 / b;
    double alpha = (2.83 + 5.1 / b) * spread;
    double mode = Math.floor((n + 1) * p);
    double lnOdds = Math.log(p / (1 - p));
    double top = lnFactorial(mode) + lnFactorial(n - mode);
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
      double height = Math.log(v * alpha / (a / (us * us) + b));
      if (height <= top - lnFactorial(k) - lnFactorial(n - k) + (k - mode) * lnOdds) {
        return (long) k;
      }
    }
  }

  /** ln k!, by Stirling's series with its first tails from a table. */
  static double lnFactorial(double k) {
    double next = k + 1;
    double square = next * next;
    double tail = k < STIRLING_TAIL.length ? STIRLING_TAIL[(int) k] : (1.0 / 12 - (1.0 / 360 - 1.0 / 1260 / square) / square) / next;
    return (k + 0.5) * Math.log(next) - next + LN_ROOT_2_PI + tail;
  }
}
