package dev.slipway.core.analysis.evidence;

/** Sums of numbers that are kept as logarithms, without overflow. */
final class LogSum {
  private LogSum() {}

  /** ln(e^a + e^b + …). */
  static double of(double... lns) {
    double most = Double.NEGATIVE_INFINITY;
    for (double ln : lns) {
      most = Math.max(most, ln);
    }
    double sum = 0;
    for (double ln : lns) {
      sum += StrictMath.exp(ln - most);
    }
    return most + StrictMath.log(sum);
  }
}
