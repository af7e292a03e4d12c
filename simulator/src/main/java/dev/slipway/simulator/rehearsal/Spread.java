package dev.slipway.simulator.rehearsal;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Where the middle of some numbers lies, and how far they reach.
 *
 * @param median half of them are not above it
 * @param p95 95 % of them are not above it
 * @param worst the largest
 */
public record Spread(double median, double p95, double worst) {

  /** Of these numbers; empty where there are none. */
  public static Optional<Spread> of(DoubleStream numbers) {
    double[] sorted = numbers.sorted().toArray();
    return sorted.length == 0 ? Optional.empty()
        : Optional.of(new Spread(quantile(sorted, 0.5), quantile(sorted, 0.95), sorted[sorted.length - 1]));
  }

  /** The number that the fraction {@code p} of them do not exceed. */
  static double quantile(double[] sorted, double p) {
    return sorted[Math.clamp((int) Math.ceil(p * sorted.length) - 1, 0, sorted.length - 1)];
  }

  /** Quantiles of numbers in any order, one for each of {@code ps}. */
  static double[] quantiles(double[] numbers, double... ps) {
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return Arrays.stream(ps).map(p -> quantile(sorted, p)).toArray();
  }
}
