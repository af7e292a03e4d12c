package dev.slipway.bench.judge;

/**
 * How many days of a scenario end with a false alarm.
 *
 * @param runs days played
 * @param kayentaRuns of those, the ones that Kayenta's judge was asked about
 * @param ours false alarms
 * @param sprt false alarms
 * @param threshold false alarms
 * @param kayenta false alarms
 */
public record FalseAlarms(int runs, int kayentaRuns, int ours, int sprt, int threshold, int kayenta) {

  /** Plays as many days as are asked for. */
  public static FalseAlarms of(Scenario scenario, int runs, int kayentaRuns, long firstSeed, double rate, double split, double alpha) {
    int ours = 0;
    int sprt = 0;
    int threshold = 0;
    int kayenta = 0;
    for (int i = 0; i < runs; i++) {
      Day day = new Day(scenario, firstSeed + i, rate, split, alpha).play(i < kayentaRuns);
      ours += day.ours ? 1 : 0;
      sprt += day.sprt ? 1 : 0;
      threshold += day.threshold ? 1 : 0;
      kayenta += day.kayenta ? 1 : 0;
    }
    return new FalseAlarms(runs, kayentaRuns, ours, sprt, threshold, kayenta);
  }

  /** The upper end of Clopper's and Pearson's one-sided 95 % interval for our chance of a false alarm. */
  public double upper95() {
    double low = (double) ours / runs;
    double high = 1;
    for (int i = 0; i < 60 && ours < runs; i++) {
      double middle = (low + high) / 2;
      if (atMost(ours, runs, middle) > 0.05) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double atMost(int k, int n, double p) {
    double lnTerm = n * Math.log1p(-p);
    double sum = Math.exp(lnTerm);
    for (int i = 1; i <= k; i++) {
      lnTerm += Math.log((n - i + 1.0) / i) + Math.log(p) - Math.log1p(-p);
      sum += Math.exp(lnTerm);
    }
    return sum;
  }
}
