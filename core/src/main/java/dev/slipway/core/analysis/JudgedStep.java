package dev.slipway.core.analysis;

import java.time.Duration;

/**
 * What is being judged: a verdict holds for this and nothing else.
 *
 * @param policy how
 * @param bake how long the step is to be watched
 * @param weight the candidate's share of traffic, 0–100
 * @param baseline whether there is a stable release to compare with
 * @param sticky whether users, not requests, are split, so that the share of requests need not be the share asked for
 * @param attempt how many times the same content was sent back before: each halves what may be spent on false alarms
 */
public record JudgedStep(JudgePolicy policy, Duration bake, int weight, boolean baseline, boolean sticky, int attempt) {

  /** Whether stable has traffic beside the candidate. */
  public boolean concurrent() {
    return baseline && weight < 100;
  }
}
