package dev.slipway.bench.judge;

/** The standard normal distribution. */
final class Normal {
  private static final double STEP = 1e-3;
  private static final double FAR = 9;

  private Normal() {}

  /** The chance of more than z, by Simpson's rule: six digits are plenty for a benchmark. */
  static double above(double z) {
    double sum = 0;
    for (double x = z; x < FAR; x += STEP) {
      sum += (density(x) + 4 * density(x + STEP / 2) + density(x + STEP)) * STEP / 6;
    }
    return sum;
  }

  private static double density(double x) {
    return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
  }
}
