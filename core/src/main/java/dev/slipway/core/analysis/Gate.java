package dev.slipway.core.analysis;

/**
 * What must hold over a step as a whole, as {@code error-rate < 0.1%}: looked at when its bake is over; a candidate that misses it fails.
 *
 * @param measure what is looked at; cpu and memory as the mean over the step
 * @param limit share 0–1 or milliseconds, by the measure; the value must be below it
 */
public record Gate(Measure measure, double limit) {
  @Override
  public String toString() {
    return measure.word() + " < " + measure.spell(limit);
  }
}
