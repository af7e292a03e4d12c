package dev.slipway.core.analysis;

import dev.slipway.core.traffic.LatencyHistogram;
import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What one release did in a stretch of watched time.
 *
 * @param requests that ended
 * @param errors of those, failed
 * @param latency of those
 * @param cpuSeconds CPU of the busiest instance, share of one core times seconds
 * @param memorySeconds memory of the fullest instance, share times seconds
 * @param failingSeconds share of wanted instances that were not ready, times seconds
 * @param cpuOver time for which CPU was over its limit
 * @param memoryOver time for which memory was over its limit
 * @param seen time for which the five above were known
 */
public record Tally(
    long requests,
    long errors,
    LatencyHistogram latency,
    double cpuSeconds,
    double memorySeconds,
    double failingSeconds,
    Duration cpuOver,
    Duration memoryOver,
    Duration seen) {
  public static final Tally NONE = new Tally(0, 0, LatencyHistogram.empty(), 0, 0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  /** With a batch more. */
  public Tally plus(Batch.Sample sample, Duration covered, JudgePolicy.Saturation limits) {
    double seconds = covered.toNanos() / 1e9;
    double failing = sample.wanted() == 0 ? 0 : (double) Math.max(0, sample.wanted() - sample.ready()) / sample.wanted();
    return new Tally(
        requests + sample.requests(),
        errors + sample.errors(),
        latency.plus(sample.latency()),
        cpuSeconds + sample.cpu() * seconds,
        memorySeconds + sample.memory() * seconds,
        failingSeconds + failing * seconds,
        cpuOver.plus(over(sample.cpu(), limits.cpu(), covered)),
        memoryOver.plus(over(sample.memory(), limits.memory(), covered)),
        seen.plus(covered));
  }

  /** The same with its latencies {@linkplain LatencyHistogram#folded folded}. */
  Tally folded(List<Integer> bounds) {
    return new Tally(requests, errors, latency.folded(bounds), cpuSeconds, memorySeconds, failingSeconds, cpuOver, memoryOver, seen);
  }

  private static Duration over(double value, OptionalDouble limit, Duration covered) {
    return limit.isPresent() && value > limit.getAsDouble() ? covered : Duration.ZERO;
  }

  /** A measure over the whole stretch; absent where nothing was measured. */
  public OptionalDouble value(Measure measure) {
    return switch (measure) {
      case ERROR_RATE -> requests == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) errors / requests);
      case P50 -> millis(0.50);
      case P90 -> millis(0.90);
      case P95 -> millis(0.95);
      case P99 -> millis(0.99);
      case FAILING_HEALTH -> mean(failingSeconds);
      case CPU -> mean(cpuSeconds);
      case MEMORY -> mean(memorySeconds);
    };
  }

  private OptionalDouble millis(double p) {
    var nanos = latency.quantileNanos(p);
    return nanos.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(nanos.getAsLong() / 1e6);
  }

  private OptionalDouble mean(double sum) {
    return seen.isZero() ? OptionalDouble.empty() : OptionalDouble.of(sum / (seen.toNanos() / 1e9));
  }
}
