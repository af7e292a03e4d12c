package dev.slipway.core.objective;

import java.time.Duration;

/**
 * What is left of an error budget (Google, "The Site Reliability Workbook", chapters 2 and 5). Of the requests of the window the objective
 * lets a share be bad; a target without requests has spent nothing.
 *
 * @param objective whose
 * @param seen requests of its window
 */
public record Budget(Objective objective, Tallied seen) {

  /** How many requests may be bad, of those that were seen. */
  public double allowedRequests() {
    return seen.total() * objective.allowed();
  }

  /** The share of the budget that is spent: 1 when all is, more when it is overdrawn. */
  public double spent() {
    return seen.total() == 0 ? 0 : seen.bad() / allowedRequests();
  }

  /** The share that is left; below 0 when it is overdrawn. */
  public double left() {
    return 1 - spent();
  }

  /** Bad requests that may still come, if no good ones did; below 0 when it is overdrawn. */
  public double leftRequests() {
    return allowedRequests() - seen.bad();
  }

  /** What is left as time of a total outage at the usual traffic. */
  public Duration leftTime() {
    return Duration.ofMillis(Math.round(objective.over().toMillis() * objective.allowed() * left()));
  }

  /** Whether nothing is left. */
  public boolean isSpent() {
    return seen.total() > 0 && seen.bad() >= allowedRequests();
  }

  /** How many times faster than allowed the budget burns, by the requests of some stretch of time; 1 spends it exactly in the window. */
  public static double burnRate(Objective objective, Tallied seen) {
    return seen.total() == 0 ? 0 : (double) seen.bad() / seen.total() / objective.allowed();
  }
}
