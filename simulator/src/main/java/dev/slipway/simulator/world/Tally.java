package dev.slipway.simulator.world;

import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.simulator.scenario.Behaviour;
import java.util.Map;

/** What the router has counted of one release: shares of requests until they are whole ones, and how those were answered. */
final class Tally {
  /** A request is this many units: shares of milliseconds and percents stay whole numbers. */
  private static final long MADE_UP = 1_000_000;
  static final long UNITS = 100_000;

  private static final int FAST = LatencyHistogram.indexOf(Behaviour.FAST_MILLIS * 1_000_000L);
  private static final int SLOW = LatencyHistogram.indexOf(Behaviour.SLOW_MILLIS * 1_000_000L);

  private double before;
  private long all;
  private long requests;
  private long slowHundredths;
  private long failedHundredths;
  private long failedByChance;
  private long madeUp;

  /** How many whole requests are to be answered once these units are here too. */
  long arrive(long units) {
    all += units;
    return all / UNITS - requests;
  }

  /** Of these requests so many percent are slow, so many percent fail, and so many more fail by chance. */
  void answer(long whole, int slowPercent, int failedPercent, long byChance) {
    requests += whole;
    slowHundredths += whole * slowPercent;
    failedHundredths += whole * failedPercent;
    failedByChance += byChance;
  }

  /** Everything that came, also a part of a request, and also what was counted before the counters fell. */
  double ever() {
    return before + (double) all / UNITS;
  }

  /** Counts from zero again. */
  void fall() {
    before += (double) all / UNITS;
    all = 0;
    requests = 0;
    slowHundredths = 0;
    failedHundredths = 0;
    failedByChance = 0;
    madeUp = 0;
  }

  /** Tells of more errors than there were requests, from now on. */
  void contradict() {
    madeUp += MADE_UP;
  }

  ReleaseCounts counts() {
    long slow = slowHundredths / 100;
    long failed = Math.min(requests, failedHundredths / 100 + failedByChance) + madeUp;
    LatencyHistogram latency =
        requests == 0 ? LatencyHistogram.empty() : LatencyHistogram.of(Map.of(FAST, requests - slow, SLOW, slow));
    return new ReleaseCounts(requests, failed, 0, 0, latency);
  }
}
