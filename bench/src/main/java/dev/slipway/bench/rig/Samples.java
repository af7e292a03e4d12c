package dev.slipway.bench.rig;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Measurements of one kind. */
public final class Samples {
  private final List<Double> values = new ArrayList<>();

  /** Adds one. */
  public void add(double value) {
    values.add(value);
  }

  /** How many. */
  public int count() {
    return values.size();
  }

  /** The one in the middle; 0 without any. */
  public double median() {
    return quantile(0.5);
  }

  /** The one that 95 % do not exceed. */
  public double p95() {
    return quantile(0.95);
  }

  /** The one that 99 % do not exceed. */
  public double p99() {
    return quantile(0.99);
  }

  private double quantile(double share) {
    if (values.isEmpty()) {
      return 0;
    }
    List<Double> sorted = new ArrayList<>(values);
    Collections.sort(sorted);
    int rank = (int) Math.ceil(share * sorted.size()) - 1;
    return Math.round(sorted.get(Math.max(0, rank)) * 10) / 10.0;
  }
}
