package dev.slipway.core.analysis.evidence;

/**
 * What is called worse, and what is called as good, of a rate of bad events.
 *
 * @param worse failing when the candidate's rate is above this multiple of stable's: the allowed ratio of the null hypothesis
 * @param floor and above this share too, 0–1, so that twice nothing is not a fault
 * @param harm passing when the candidate's rate is below this multiple of stable's
 * @param harmFloor or below this share, 0–1
 */
public record RateRule(double worse, double floor, double harm, double harmFloor) {
  public static final RateRule DEFAULT = new RateRule(1.2, 0.001, 2, 0.003);
}
