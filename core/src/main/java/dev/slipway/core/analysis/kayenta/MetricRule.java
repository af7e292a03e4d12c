package dev.slipway.core.analysis.kayenta;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How one metric is to be classified; the defaults are Kayenta's.
 *
 * @param name of the metric
 * @param direction which change is bad
 * @param missing what an interval without a value means
 * @param outlierFactor values further than this many interquartile ranges outside the quartiles are left out; absent: all are kept
 * @param mustHaveData whether no data is a failure
 * @param critical whether this metric alone can fail the candidate
 * @param effect how large a change must be to count
 * @param criticalEffect how large it must be for a critical metric to fail the candidate
 * @param groups that its classification counts in
 */
public record MetricRule(
    String name,
    Direction direction,
    Missing missing,
    OptionalDouble outlierFactor,
    boolean mustHaveData,
    boolean critical,
    Effect effect,
    Effect criticalEffect,
    List<String> groups) {
  public MetricRule {
    groups = List.copyOf(groups);
  }

  /** What an interval without a value means. */
  public enum Missing {
    /** Nothing: it is left out. */
    REMOVE,
    /** Zero: as where nothing is counted unless something happens. */
    ZERO
  }

  /**
   * The least ratio between the candidate's mean and stable's that counts as a change.
   *
   * @param increase at least this, 1 for any
   * @param decrease at most this, 1 for any
   */
  public record Effect(double increase, double decrease) {
    public static final Effect ANY = new Effect(1, 1);

    boolean reached(Direction change, double ratio) {
      return Double.isNaN(ratio) || (change == Direction.INCREASE ? ratio >= increase : ratio <= decrease);
    }
  }

  /** A metric of one group with Kayenta's defaults. */
  public static MetricRule of(String name, Direction direction, String group) {
    return new MetricRule(
        name, direction, Missing.REMOVE, OptionalDouble.empty(), false, false, Effect.ANY, Effect.ANY, List.of(group));
  }

  /** The same, able to fail the candidate by itself. */
  public MetricRule asCritical() {
    return new MetricRule(name, direction, missing, outlierFactor, mustHaveData, true, effect, criticalEffect, groups);
  }
}
