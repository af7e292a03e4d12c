package dev.slipway.bench.judge;

/** A fixed trigger as Argo Rollouts and Flagger have it: the error rate of each of so many minutes in a row is above a limit. */
public final class Threshold {
  private final double limit;
  private final int minutes;
  private int breached;

  public Threshold(double limit, int minutes) {
    this.limit = limit;
    this.minutes = minutes;
  }

  /** Adds a minute; true when the candidate is to go back. A minute without requests neither counts nor clears. */
  public boolean addMinute(long errors, long requests) {
    if (requests > 0) {
      breached = errors > limit * requests ? breached + 1 : 0;
    }
    return breached >= minutes;
  }
}
