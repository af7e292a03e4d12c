package dev.slipway.proxy.relay;

import dev.slipway.proxy.traffic.ReleaseCounters;

/** How one request ends, as it will be counted at the release that was first chosen for it. */
final class Outcome {
  private final ReleaseCounters counters;
  private final long startNanos;
  private boolean failed;
  private int status;
  private long headAfterNanos;

  Outcome(ReleaseCounters counters, long startNanos) {
    this.counters = counters;
    this.startNanos = startNanos;
    counters.began();
  }

  /** An attempt failed before its answer; only those at the chosen release itself make the request one of its failures. */
  void attemptFailed(ReleaseCounters where) {
    where.connectFailed();
    failed |= where == counters;
  }

  void retried() {
    counters.retried();
  }

  /** What the chosen release sent is not an answer, or not a whole one. */
  void answerFailed() {
    failed = true;
  }

  void answeredWith(int statusCode) {
    status = statusCode;
  }

  boolean isAnswered() {
    return status != 0;
  }

  /** The answer lasts as long as its client likes: only the time until its head says something about the backend. */
  void lastsFrom(long nowNanos) {
    headAfterNanos = Math.max(1, nowNanos - startNanos);
  }

  void ended(long nowNanos) {
    counters.ended(status, failed, headAfterNanos > 0 ? headAfterNanos : nowNanos - startNanos);
  }

  void aborted() {
    counters.aborted();
  }
}
