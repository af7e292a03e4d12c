package dev.slipway.core.analysis.evidence;

/**
 * What two releases did in the same interval.
 *
 * @param candidateEvents of the candidate's, those counted: errors, or slow ones
 * @param candidateTotal all of the candidate's
 * @param stableEvents of stable's, those counted
 * @param stableTotal all of stable's; 0 where stable has no traffic
 */
public record Pair(double candidateEvents, double candidateTotal, double stableEvents, double stableTotal) {
  public static final Pair NONE = new Pair(0, 0, 0, 0);

  /** Both together. */
  public Pair plus(Pair other) {
    return new Pair(
        candidateEvents + other.candidateEvents,
        candidateTotal + other.candidateTotal,
        stableEvents + other.stableEvents,
        stableTotal + other.stableTotal);
  }

  /** The candidate's share of the counted events if its rate were {@code ratio} times stable's. */
  public double theta(double ratio) {
    double scaled = ratio * candidateTotal;
    return scaled == 0 ? 0 : scaled / (scaled + stableTotal);
  }
}
