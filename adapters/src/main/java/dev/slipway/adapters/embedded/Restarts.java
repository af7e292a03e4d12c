package dev.slipway.adapters.embedded;

import java.time.Duration;
import java.util.ArrayDeque;

/** When a process that keeps dying may be started again: at once at first, then after pauses that double up to ten seconds. */
final class Restarts {
  private static final Duration REMEMBERED = Duration.ofSeconds(60);
  private static final int AT_ONCE = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final int MOST_DOUBLINGS = 10;

  private final ArrayDeque<Long> startsNanos = new ArrayDeque<>();

  /** It is started now. */
  void started(long nowNanos) {
    forget(nowNanos);
    startsNanos.addLast(nowNanos);
  }

  /** The last start was of none that could have died: somebody else was there already. */
  void inVain() {
    startsNanos.pollLast();
  }

  /** How long the next start has to wait; zero if it need not. */
  Duration pause(long nowNanos) {
    forget(nowNanos);
    int extra = startsNanos.size() - AT_ONCE;
    if (extra < 0) {
      return Duration.ZERO;
    }
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(extra, MOST_DOUBLINGS));
    Duration since = Duration.ofNanos(nowNanos - startsNanos.getLast());
    Duration left = (pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE).minus(since);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** How often it was started in the last minute. */
  int inTheLastMinute(long nowNanos) {
    forget(nowNanos);
    return startsNanos.size();
  }

  /** Whether somebody should look: it does not stay up. */
  boolean keepsDying(long nowNanos) {
    return inTheLastMinute(nowNanos) > AT_ONCE;
  }

  private void forget(long nowNanos) {
    while (!startsNanos.isEmpty() && nowNanos - startsNanos.getFirst() > REMEMBERED.toNanos()) {
      startsNanos.removeFirst();
    }
  }
}
