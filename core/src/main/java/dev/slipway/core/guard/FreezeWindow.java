package dev.slipway.core.guard;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A time in which no rollout begins, as slipway.yaml says it: {@code Fri 16:00 – Mon 07:00 Europe/Berlin}. */
public final class FreezeWindow {
  private final WallSpan span;
  private final ZoneId zone;

  FreezeWindow(WallSpan span, ZoneId zone) {
    this.span = span;
    this.zone = zone;
  }

  /**
   * One time that it is in force.
   *
   * @param from its first moment
   * @param until the first moment after it
   */
  public record Interval(Instant from, Instant until) {
    /** Whether a moment lies in it. */
    public boolean holds(Instant at) {
      return !at.isBefore(from) && at.isBefore(until);
    }
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException saying what is wrong with it and how it is written
   */
  public static FreezeWindow parse(String text) {
    return FreezeForm.parse(text);
  }

  /** The time in which a moment lies. */
  public Optional<Interval> at(Instant at) {
    return span.around(at.atZone(zone).toLocalDate()).stream().map(this::interval).filter(i -> i.holds(at)).findFirst();
  }

  /** The first time that begins after a moment. */
  public Optional<Interval> next(Instant at) {
    return span.around(at.atZone(zone).toLocalDate()).stream().map(this::interval).filter(i -> i.from().isAfter(at)).findFirst();
  }

  private Interval interval(WallSpan.Times times) {
    return new Interval(WallClock.first(times.from(), zone), WallClock.last(times.to(), zone));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FreezeWindow w && span.equals(w.span) && zone.equals(w.zone);
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** As it is written; reading that gives an equal window. */
  @Override
  public String toString() {
    return span + " " + zone;
  }
}
