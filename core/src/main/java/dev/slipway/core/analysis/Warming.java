package dev.slipway.core.analysis;

import java.time.Duration;

/**
 * How warm the candidate's instances are: counted anew when one is added or died.
 *
 * @param ready most instances that were ready
 * @param restarts how often one died
 * @param time since then, covered
 * @param requests since then
 */
public record Warming(int ready, int restarts, Duration time, long requests) {
  public static final Warming COLD = new Warming(0, 0, Duration.ZERO, 0);

  Warming plus(Batch.Sample candidate, Duration covered) {
    if (candidate.ready() > ready || candidate.restarts() > restarts) {
      return new Warming(Math.max(ready, candidate.ready()), Math.max(restarts, candidate.restarts()), Duration.ZERO, 0);
    }
    return new Warming(ready, restarts, time.plus(covered), requests + candidate.requests());
  }

  boolean over(JudgePolicy.WarmUp rule) {
    return time.compareTo(rule.time()) >= 0 || requests / Math.max(1, ready) >= rule.requests();
  }
}
