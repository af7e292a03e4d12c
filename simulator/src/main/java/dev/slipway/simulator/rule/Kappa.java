package dev.slipway.simulator.rule;

/** The evidence process of docs/analysis-method.md, written down a second time: what the engine's own is held against. */
final class Kappa {
  private static final double[] WORSE = {1.5, 2, 3, 5, 10, 25, 100, 1000};
  private static final double[] WEIGHTS = {1, 2, 3, 3, 3, 2, 1, 1};
  private static final double[] BETTER = {.1, .3, .5, .7, .85};

  private final double[] kappas;
  private final double[] lnRatios;

  private Kappa(double[] kappas) {
    this.kappas = kappas;
    this.lnRatios = new double[kappas.length];
  }

  static Kappa worse() {
    return new Kappa(WORSE);
  }

  static Kappa better() {
    return new Kappa(BETTER);
  }

  /** y of m were the candidate's, where the null's share is theta. */
  void see(double y, double m, double theta) {
    for (int k = 0; k < kappas.length; k++) {
      lnRatios[k] += y * Math.log(kappas[k]) - m * Math.log(1 + theta * (kappas[k] - 1));
    }
  }

  double ln() {
    double most = Double.NEGATIVE_INFINITY;
    for (double each : lnRatios) {
      most = Math.max(most, each);
    }
    double sum = 0;
    for (int k = 0; k < kappas.length; k++) {
      sum += (kappas == WORSE ? WEIGHTS[k] / 16 : 1.0 / BETTER.length) * Math.exp(lnRatios[k] - most);
    }
    return most + Math.log(sum);
  }

  /** ln of the mean of two kinds of evidence. */
  static double lnMean(double... lns) {
    double most = Double.NEGATIVE_INFINITY;
    for (double each : lns) {
      most = Math.max(most, each);
    }
    double sum = 0;
    for (double each : lns) {
      sum += Math.exp(each - most) / lns.length;
    }
    return most + Math.log(sum);
  }
}
