package dev.slipway.core.analysis.kayenta;

import java.util.Arrays;
import java.util.Optional;

/**
 * Classifies one metric by two series of values, one value an interval, as Kayenta's judge NetflixACAJudge does: missing values, outliers,
 * then Mann–Whitney with the interval kept away from zero by a quarter of the estimate, then the size of the effect.
 *
 * <p>Source: github.com/spinnaker/kayenta, docs/canary-config.md and the judge's published code.
 */
public final class MetricClassifier {
  private MetricClassifier() {}

  /**
   * The classification.
   *
   * @param stable NaN where an interval has no value
   * @param candidate NaN where an interval has no value
   */
  public static MetricResult classify(MetricRule rule, double[] stable, double[] candidate) {
    double[] before = Series.prepared(rule, stable);
    double[] now = Series.prepared(rule, candidate);
    if (Arrays.stream(before).anyMatch(Double::isInfinite) || Arrays.stream(now).anyMatch(Double::isInfinite)) {
      return untested(rule, before, now, Classification.ERROR, "has an infinite value");
    }
    if (before.length == 0 || now.length == 0) {
      return noData(rule, before, now);
    }
    if (Series.sameValues(before, now)) {
      return untested(rule, before, now, Classification.PASS, "has the same values on both sides");
    }
    return tested(rule, before, now, Shift.between(now, before));
  }

  private static MetricResult noData(MetricRule rule, double[] before, double[] now) {
    String side = now.length == 0 ? "the candidate" : "stable";
    if (rule.missing() == MetricRule.Missing.ZERO) {
      return untested(rule, before, now, Classification.PASS, "has no values for " + side + ", which was said to mean zero");
    }
    boolean fails = rule.mustHaveData() && !rule.critical();
    return untested(rule, before, now, fails ? Classification.NODATA_FAILS : Classification.NODATA, "has no values for " + side);
  }

  private static MetricResult tested(MetricRule rule, double[] before, double[] now, Shift shift) {
    double nowMean = Series.mean(now);
    double beforeMean = Series.mean(before);
    double ratio = nowMean == 0 || beforeMean == 0 ? Double.NaN : nowMean / beforeMean;
    Direction change = shift.high() ? Direction.INCREASE : Direction.DECREASE;
    boolean changed = (shift.high() || shift.low()) && rule.direction().minds(change) && rule.effect().reached(change, ratio);
    Classification found = !changed ? Classification.PASS : shift.high() ? Classification.HIGH : Classification.LOW;
    boolean fails = changed && rule.critical() && rule.criticalEffect().reached(change, ratio);
    String reason =
        switch (found) {
          case HIGH -> "is higher than stable's";
          case LOW -> "is lower than stable's";
          case PASS, NODATA, NODATA_FAILS, ERROR -> "shows no change that matters";
        };
    return new MetricResult(
        rule.name(), rule.groups(), found, fails, nowMean, beforeMean, now.length, before.length, Optional.of(shift),
        rule.name() + " " + reason + (fails ? ", and that alone fails the candidate" : ""));
  }

  private static MetricResult untested(MetricRule rule, double[] before, double[] now, Classification found, String reason) {
    return new MetricResult(
        rule.name(), rule.groups(), found, rule.critical() && found != Classification.PASS, Series.mean(now), Series.mean(before),
        now.length, before.length, Optional.empty(), rule.name() + " " + reason);
  }
}
