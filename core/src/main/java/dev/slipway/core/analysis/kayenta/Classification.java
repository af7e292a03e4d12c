package dev.slipway.core.analysis.kayenta;

/** What one metric came to. */
public enum Classification {
  /** No change that matters, or none in a direction that is bad. */
  PASS,
  /** The candidate's values are higher. */
  HIGH,
  /** The candidate's values are lower. */
  LOW,
  /** One side has no values; counts neither for nor against, unless half of all metrics are so. */
  NODATA,
  /** One side has no values though the metric must have some: counts as failed. */
  NODATA_FAILS,
  /** The values are no numbers that could be compared. */
  ERROR
}
