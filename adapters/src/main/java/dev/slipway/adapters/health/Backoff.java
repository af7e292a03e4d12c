package dev.slipway.adapters.health;

import java.time.Duration;

/** How long an instance that died waits before it is started again: half a second, doubled each time, at most half a minute. */
public final class Backoff {
  private static final long FIRST_MILLIS = 500;
  private static final long LONGEST_MILLIS = 30_000;

  /** A life of this length wipes out what was before. */
  public static final Duration LONG_LIFE = Duration.ofMinutes(5);

  private Backoff() {}

  /**
   * The wait.
   *
   * @param quickDeaths lives that ended soon, one after another, this one included; 1 and up
   */
  public static long millis(int quickDeaths) {
    int doublings = Math.min(Math.max(quickDeaths - 1, 0), 10);
    return Math.min(FIRST_MILLIS << doublings, LONGEST_MILLIS);
  }
}
