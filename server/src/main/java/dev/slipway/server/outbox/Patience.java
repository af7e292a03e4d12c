package dev.slipway.server.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How long a receiver is tried.
 *
 * @param first before the second attempt; doubled from there on
 * @param longest between two attempts
 * @param oldest a notice gets before it is given up, counted from when it was committed
 * @param leastAttempts before it is given up however old it is
 * @param lease for which one server alone sends to a receiver
 * @param elsewhere before it is looked again whether another server has sent it
 */
record Patience(Duration first, Duration longest, Duration oldest, int leastAttempts, Duration lease, Duration elsewhere) {
  static final Patience USUAL = new Patience(
      Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(24), 3, Duration.ofSeconds(60), Duration.ofSeconds(10));
  private static final int MOST_DOUBLINGS = 20;

  /** From half to the whole of what is due, so that those who failed together do not come back together. */
  Duration until(int attempts, Optional<Duration> asked, RandomGenerator dice) {
    long millis = Math.min(first.toMillis() << Math.clamp(attempts - 1L, 0, MOST_DOUBLINGS), longest.toMillis());
    long due = millis / 2 + dice.nextLong(millis / 2 + 1);
    return Duration.ofMillis(Math.max(due, asked.map(Duration::toMillis).orElse(0L)));
  }

  boolean over(int attempts, Instant at, Instant now) {
    return attempts >= leastAttempts && Duration.between(at, now).compareTo(oldest) >= 0;
  }
}
