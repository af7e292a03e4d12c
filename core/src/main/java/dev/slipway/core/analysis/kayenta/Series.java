package dev.slipway.core.analysis.kayenta;

import java.util.Arrays;

/** One side's values of one metric, made ready to be compared. */
final class Series {
  private Series() {}

  static double[] prepared(MetricRule rule, double[] values) {
    double[] known =
        switch (rule.missing()) {
          case REMOVE -> Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
          case ZERO -> Arrays.stream(values).map(v -> Double.isNaN(v) ? 0 : v).toArray();
        };
    return rule.outlierFactor().isEmpty() || known.length == 0 ? known : withoutOutliers(known, rule.outlierFactor().getAsDouble());
  }

  /** Kayenta never removes what lies between the 1st and the 99th percentile, however narrow the quartiles are. */
  private static double[] withoutOutliers(double[] values, double factor) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double low = percentile(sorted, 0.25);
    double high = percentile(sorted, 0.75);
    double floor = Math.min(percentile(sorted, 0.01), low - factor * (high - low));
    double ceiling = Math.max(percentile(sorted, 0.99), high + factor * (high - low));
    return Arrays.stream(values).filter(v -> v >= floor && v <= ceiling).toArray();
  }

  /** Linear between neighbours: type 7 of Hyndman and Fan, 1996. */
  static double percentile(double[] sorted, double p) {
    double position = p * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  static boolean sameValues(double[] one, double[] other) {
    double[] a = one.clone();
    double[] b = other.clone();
    Arrays.sort(a);
    Arrays.sort(b);
    return Arrays.equals(a, b) || (a[0] == a[a.length - 1] && b[0] == b[b.length - 1] && a[0] == b[0]);
  }
}
