package dev.slipway.core.analysis;

import java.time.Duration;

/**
 * A sustained threshold, as {@code error-rate > 1% for 5m}: the candidate goes back when the measure stays above the limit for that long.
 *
 * @param measure what is looked at
 * @param limit share 0–1 or milliseconds, by the measure
 * @param sustained how long it must last, by covered time: a gap in the data neither counts nor clears
 */
public record Trigger(Measure measure, double limit, Duration sustained) {
  private static final Duration SHORTEST_WINDOW = Duration.ofMillis(200);
  private static final Duration LONGEST_WINDOW = Duration.ofSeconds(60);

  /** The measure is taken over windows of a fifth of the duration, so that one bad moment does not stand for all of it. */
  public Duration window() {
    Duration fifth = Duration.ofNanos(sustained.toNanos() / 5);
    if (fifth.compareTo(SHORTEST_WINDOW) < 0) {
      return SHORTEST_WINDOW;
    }
    return fifth.compareTo(LONGEST_WINDOW) > 0 ? LONGEST_WINDOW : fifth;
  }

  @Override
  public String toString() {
    return measure.word() + " > " + measure.spell(limit) + " for " + spell(sustained);
  }

  static String spell(Duration d) {
    if (d.toMillis() % 1000 != 0) {
      return d.toMillis() + "ms";
    }
    long s = d.toSeconds();
    return s % 3600 == 0 ? s / 3600 + "h" : s % 60 == 0 ? s / 60 + "m" : s + "s";
  }
}
