package dev.slipway.core.analysis.kayenta;

/** Which change of a metric is bad. */
public enum Direction {
  INCREASE,
  DECREASE,
  EITHER;

  boolean minds(Direction change) {
    return this == EITHER || this == change;
  }
}
