package dev.slipway.simulator.rehearsal;

/**
 * Which of a release's requests fail: by themselves, or one after another in bursts whose length is geometric. What is left of a burst when
 * there are no more requests falls on the next ones.
 */
final class Failures {
  private final double errorRate;
  private final double burst;
  private long carried;

  Failures(Conduct conduct) {
    this.errorRate = conduct.errorRate();
    this.burst = conduct.burst();
  }

  /** How many of the next requests fail. */
  long of(long requests, Draws draws) {
    long bursts = draws.binomial(requests, errorRate / burst);
    if (burst <= 1) {
      return bursts;
    }
    long due = carried;
    for (long i = 0; i < bursts; i++) {
      due += draws.geometric(burst);
    }
    long failed = Math.min(due, requests);
    carried = due - failed;
    return failed;
  }
}
