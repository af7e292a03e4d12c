package dev.slipway.simulator.rehearsal;

import java.util.HashMap;
import java.util.Map;

/**
 * How many requests come to a release in a stretch of time, of each of several kinds: independent Poisson counts. Stretches of a few
 * lengths come again and again, so those are drawn from tables.
 */
final class Arrivals {
  private static final int WORTH_A_TABLE = 4;
  private static final int MOST_LENGTHS = 128;

  private final double requestsPerSecond;
  private final double[] shares;
  private final Map<Long, Length> lengths = new HashMap<>();

  private static final class Length {
    private int seen;
    private PoissonTable[] tables = {};
  }

  /** Of a target with so many requests, of which these shares are of each kind. */
  Arrivals(double requestsPerSecond, double... shares) {
    this.requestsPerSecond = requestsPerSecond;
    this.shares = shares.clone();
  }

  /**
   * How many are expected in all.
   *
   * @param percentNanos length of the stretch in nanoseconds times the release's share of traffic in percent
   */
  double expected(long percentNanos) {
    return requestsPerSecond * percentNanos / 1e11;
  }

  /** How many there are of each kind, added to {@code counts}; gives how many there are in all. */
  long draw(long percentNanos, long[] counts, Draws draws) {
    PoissonTable[] tables = tables(percentNanos);
    double expected = expected(percentNanos);
    long all = 0;
    for (int i = 0; i < shares.length; i++) {
      long more = tables.length > 0 ? tables[i].draw(draws.bits() >>> 32) : draws.poisson(expected * shares[i]);
      counts[i] += more;
      all += more;
    }
    return all;
  }

  private PoissonTable[] tables(long percentNanos) {
    Length length = lengths.get(percentNanos);
    if (length == null) {
      length = new Length();
      if (lengths.size() < MOST_LENGTHS) {
        lengths.put(percentNanos, length);
      }
    }
    double expected = expected(percentNanos);
    if (++length.seen == WORTH_A_TABLE && expected > 0 && expected <= PoissonTable.MOST_MEAN) {
      PoissonTable[] made = new PoissonTable[shares.length];
      for (int i = 0; i < made.length; i++) {
        made[i] = new PoissonTable(Math.max(Double.MIN_NORMAL, expected * shares[i]));
      }
      length.tables = made;
    }
    return length.tables;
  }
}
