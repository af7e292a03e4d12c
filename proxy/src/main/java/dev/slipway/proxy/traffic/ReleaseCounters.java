package dev.slipway.proxy.traffic;

import dev.slipway.core.traffic.LatencyHistogram;

/**
 * What one event loop counted of one release since the process started.
 *
 * <p>A client's request is counted exactly once, when it ends, at the release that was first chosen for it, and as what happened there:
 * under the class of the status the client got or, if any attempt at this release failed, as a 5xx, even when another attempt, here or
 * at stable, saved the request. So {@code requests} is the sum of the five classes, the sum of {@code requests} over releases is the
 * number of requests answered, and a release that crashes is seen to fail although its clients notice nothing. An answer cut off in its
 * middle by the backend counts as a 5xx. A request whose client left before its answer was complete is in {@code aborted} and nowhere
 * else.
 */
public final class ReleaseCounters {
  private static final int CLASSES = 5;
  private static final int SERVER_ERROR = 5;

  private final long[] byClass = new long[CLASSES];
  private final LatencyHistogram.Recorder latency = new LatencyHistogram.Recorder();
  private long requests;
  private long connectFailures;
  private long retries;
  private long aborted;
  private int inflight;

  /** A request was given to this release. */
  public void began() {
    inflight++;
  }

  /**
   * A request given to this release has been answered.
   *
   * @param status what the client got
   * @param failedHere whether an attempt at this release failed on the way
   */
  public void ended(int status, boolean failedHere, long latencyNanos) {
    inflight--;
    requests++;
    int statusClass = failedHere ? SERVER_ERROR : Math.clamp(status / 100, 1, CLASSES);
    byClass[statusClass - 1]++;
    latency.record(latencyNanos);
  }

  /** A request given to this release was given up by its client. */
  public void aborted() {
    inflight--;
    aborted++;
  }

  /** An attempt at this release failed before any byte of an answer: refused, timed out, or broken off. */
  public void connectFailed() {
    connectFailures++;
  }

  /** A further attempt was made after one at this release. */
  public void retried() {
    retries++;
  }

  ReleaseCounts snapshot() {
    return new ReleaseCounts(
        requests, byClass[0], byClass[1], byClass[2], byClass[3], byClass[4], connectFailures, retries, aborted, inflight,
            latency.snapshot());
  }

  boolean isIdle() {
    return inflight == 0;
  }
}
