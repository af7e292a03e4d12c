package dev.slipway.core.analysis;

import dev.slipway.core.traffic.LatencyHistogram;
import java.time.Duration;
import java.util.OptionalDouble;

/**
 * How far one trigger has come: the window being filled and the breach that has lasted so far.
 *
 * @param trigger which one
 * @param filled time covered by the open window
 * @param requests requests in the open window
 * @param errors of those, failed
 * @param latency of those, where the measure is one
 * @param worst highest value of a measure that needs no requests in the open window
 * @param breached covered time for which every closed window with data was above the limit
 * @param windows closed windows that had data
 * @param last value of the last closed window with data
 */
public record TriggerProgress(
    Trigger trigger,
    Duration filled,
    long requests,
    long errors,
    LatencyHistogram latency,
    double worst,
    Duration breached,
    int windows,
    OptionalDouble last) {

  /** Nothing seen yet. */
  public static TriggerProgress start(Trigger trigger) {
    return new TriggerProgress(
        trigger, Duration.ZERO, 0, 0, LatencyHistogram.empty(), 0, Duration.ZERO, 0, OptionalDouble.empty());
  }

  /** Whether the breach has lasted as long as the trigger asks. */
  public boolean fired() {
    return breached.compareTo(trigger.sustained()) >= 0;
  }

  /** Adds a batch and closes the window when it is full. */
  public TriggerProgress add(Batch batch) {
    Batch.Sample seen = batch.candidate();
    if (trigger.measure().needsRequests() && !seen.counted()) {
      return this;
    }
    TriggerProgress next =
        new TriggerProgress(
            trigger,
            filled.plus(batch.covered()),
            requests + seen.requests(),
            errors + seen.errors(),
            trigger.measure().isLatency() ? latency.plus(seen.latency()) : latency,
            Math.max(worst, instantValue(seen)),
            breached,
            windows,
            last);
    return next.filled.compareTo(trigger.window()) >= 0 ? next.close() : next;
  }

  private TriggerProgress close() {
    OptionalDouble value = value();
    if (value.isEmpty()) {
      return opened(breached, windows, last);
    }
    boolean above = value.getAsDouble() > trigger.limit();
    return opened(above ? breached.plus(filled) : Duration.ZERO, windows + 1, value);
  }

  private TriggerProgress opened(Duration newBreached, int newWindows, OptionalDouble newLast) {
    return new TriggerProgress(trigger, Duration.ZERO, 0, 0, LatencyHistogram.empty(), 0, newBreached, newWindows, newLast);
  }

  private OptionalDouble value() {
    if (trigger.measure().needsRequests() && requests == 0) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        switch (trigger.measure()) {
          case ERROR_RATE -> (double) errors / requests;
          case P50 -> millis(0.50);
          case P90 -> millis(0.90);
          case P95 -> millis(0.95);
          case P99 -> millis(0.99);
          case FAILING_HEALTH, CPU, MEMORY -> worst;
        });
  }

  private double millis(double p) {
    return latency.quantileNanos(p).orElse(0) / 1e6;
  }

  private double instantValue(Batch.Sample seen) {
    return switch (trigger.measure()) {
      case FAILING_HEALTH -> seen.wanted() == 0 ? 0 : (double) Math.max(0, seen.wanted() - seen.ready()) / seen.wanted();
      case CPU -> seen.cpu();
      case MEMORY -> seen.memory();
      case ERROR_RATE, P50, P90, P95, P99 -> 0;
    };
  }
}
