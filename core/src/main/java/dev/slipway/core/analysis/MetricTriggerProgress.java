package dev.slipway.core.analysis;

import dev.slipway.core.metric.Sighting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How far one trigger on a measurement of the user's own has come, by event time.
 *
 * @param trigger which one
 * @param breached time for which every sighting was above the limit
 * @param window of a count, what happened lately, oldest first
 * @param last value of the last sighting: a level, a share, or events in the window
 */
public record MetricTriggerProgress(MetricTrigger trigger, Duration breached, List<Slice> window, OptionalDouble last) {
  private static final int MOST_SLICES = 60;

  public MetricTriggerProgress {
    window = List.copyOf(window);
  }

  /** Events in a stretch of event time. */
  public record Slice(Duration covered, double events) {}

  /** Nothing seen yet. */
  public static MetricTriggerProgress start(MetricTrigger trigger) {
    return new MetricTriggerProgress(trigger, Duration.ZERO, List.of(), OptionalDouble.empty());
  }

  /** Whether the candidate is to go back. */
  public boolean fired() {
    return trigger.perHour() ? last.orElse(0) > trigger.mostEvents() : breached.compareTo(trigger.sustained()) >= 0;
  }

  /** Whether it is in mid-breach: it will clear or fire. */
  public boolean counting() {
    return !trigger.perHour() && !breached.isZero();
  }

  /** With something new. */
  MetricTriggerProgress plus(Sighting seen) {
    return switch (trigger.unit()) {
      case PER_HOUR -> counted(seen);
      case SHARE -> seen.candidateTotal() == 0 ? this : lasting(seen.candidateEvents() / seen.candidateTotal(), seen.covered());
      case PLAIN -> seen.candidateLevel().isEmpty() ? this : lasting(seen.candidateLevel().getAsDouble(), seen.covered());
    };
  }

  private MetricTriggerProgress lasting(double value, Duration covered) {
    return new MetricTriggerProgress(
        trigger, value > trigger.limit() ? breached.plus(covered) : Duration.ZERO, window, OptionalDouble.of(value));
  }

  private MetricTriggerProgress counted(Sighting seen) {
    List<Slice> next = new ArrayList<>(window);
    Slice more = new Slice(seen.covered(), seen.candidateEvents());
    Duration fine = trigger.sustained().dividedBy(MOST_SLICES);
    if (next.isEmpty() || next.getLast().covered().compareTo(fine) >= 0) {
      next.add(more);
    } else {
      Slice open = next.removeLast();
      next.add(new Slice(open.covered().plus(more.covered()), open.events() + more.events()));
    }
    Duration length = next.stream().map(Slice::covered).reduce(Duration.ZERO, Duration::plus);
    while (length.minus(next.getFirst().covered()).compareTo(trigger.sustained()) >= 0) {
      length = length.minus(next.removeFirst().covered());
    }
    return new MetricTriggerProgress(
        trigger, breached, next, OptionalDouble.of(next.stream().mapToDouble(Slice::events).sum()));
  }

  /** What it has come to, for people. */
  String spelled() {
    return last.isEmpty() ? "no value"
        : Measure.trimmed(trigger.unit() == MetricTrigger.Unit.SHARE ? last.getAsDouble() * 100 : last.getAsDouble())
        + (trigger.unit() == MetricTrigger.Unit.SHARE ? "%" : "");
  }
}
