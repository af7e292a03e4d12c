package dev.slipway.core.analysis;

import java.time.Duration;

/**
 * A threshold on a measurement of the user's own, as {@code queue-depth > 100 for 5m} or {@code registration-failures > 10 per 1h}.
 *
 * @param metric name of the {@link dev.slipway.core.metric.Metric}
 * @param limit in the unit; the candidate goes back above it
 * @param unit what the limit is given in, by the form of the metric
 * @param sustained of a level or a share, how long it must last, by covered time: a gap in the data neither counts nor clears; of events
 *     the window in which they are counted
 */
public record MetricTrigger(String metric, double limit, Unit unit, Duration sustained) {

  /** What a limit is given in. */
  public enum Unit {
    /** Whatever the level is measured in. */
    PLAIN,
    /** A share, 0–1, of a rate. */
    SHARE,
    /** Events an hour, of a count. */
    PER_HOUR
  }

  /** Whether events are counted, in windows that need not be full: too many are too many as soon as they are there. */
  public boolean perHour() {
    return unit == Unit.PER_HOUR;
  }

  /** How many events the window may hold, where events are counted. */
  public double mostEvents() {
    return limit * sustained.toNanos() / Duration.ofHours(1).toNanos();
  }

  @Override
  public String toString() {
    return switch (unit) {
      case PLAIN -> metric + " > " + Measure.trimmed(limit) + " for " + Trigger.spell(sustained);
      case SHARE -> metric + " > " + Measure.trimmed(limit * 100) + "% for " + Trigger.spell(sustained);
      case PER_HOUR -> metric + " > " + Measure.trimmed(mostEvents()) + " per " + Trigger.spell(sustained);
    };
  }
}
