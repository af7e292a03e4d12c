package dev.slipway.simulator.rehearsal;

/** The standard normal distribution. */
final class Normal {
  private static final int BISECTIONS = 60;
  private static final double FARTHEST = 10;

  private Normal() {}

  /** Chance of a value below {@code z}: the complementary error function by a continued fraction and a series, to 1e-12. */
  static double below(double z) {
    double x = Math.abs(z);
    double tail = x > 3 ? density(x) / fraction(x) : 0.5 - density(x) * series(x);
    return z > 0 ? 1 - tail : tail;
  }

  /** The value that {@code p} of all are below, for p in (0, 1). */
  static double quantile(double p) {
    double low = -FARTHEST;
    double high = FARTHEST;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (below(middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  private static double density(double x) {
    return StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * Math.PI);
  }

  /** Laplace's continued fraction of Mills' ratio, turned over. */
  private static double fraction(double x) {
    double value = x;
    for (int i = 60; i >= 1; i--) {
      value = x + i / value;
    }
    return value;
  }

  /** Abramowitz and Stegun 26.2.11. */
  private static double series(double x) {
    double term = x;
    double sum = x;
    for (int i = 3; i < 120; i += 2) {
      term *= x * x / i;
      sum += term;
    }
    return sum;
  }
}
