package dev.slipway.core.analysis.kayenta;

import java.util.List;
import java.util.Map;

/**
 * What all metrics came to together.
 *
 * @param score 0–100
 * @param grade by the thresholds
 * @param groups score of each group, 0–100; a group of which nothing is known has 100, as in Kayenta
 * @param metrics what it was made from
 * @param reason in a sentence
 */
public record Score(double score, Grade grade, Map<String, Double> groups, List<MetricResult> metrics, String reason) {
  public Score {
    groups = Map.copyOf(groups);
    metrics = List.copyOf(metrics);
  }

  /** How good a score is. */
  public enum Grade {
    PASS,
    MARGINAL,
    FAIL
  }

  /**
   * From where on a score is good enough, each 0–100.
   *
   * @param marginal below it the candidate fails
   * @param pass at least this passes
   */
  public record Thresholds(double marginal, double pass) {
    /** The ones that Spinnaker's guides use. */
    public static final Thresholds DEFAULT = new Thresholds(75, 95);

    Grade of(double score) {
      return score >= pass ? Grade.PASS : score >= marginal ? Grade.MARGINAL : Grade.FAIL;
    }
  }
}
