package dev.slipway.simulator.rehearsal;

/** How many happen of what is expected so many times, ready to be drawn in one look-up. What is rarer than one in 10¹⁵ is left out. */
final class PoissonTable {
  /** More than this is not worth a table. */
  static final double MOST_MEAN = 2_000;

  private static final double SIGMAS = 8;
  private static final int TAIL = 16;

  private final int least;
  private final AliasTable counts;

  /** Of a mean above 0 and at most {@link #MOST_MEAN}. */
  PoissonTable(double mean) {
    double reach = SIGMAS * Math.sqrt(mean) + TAIL;
    this.least = (int) Math.max(0, mean - reach);
    double[] weights = new double[(int) (mean + reach) - least + 1];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      double k = least + i;
      weights[i] = Math.exp(k * Math.log(mean) - mean - LnFactorial.of(k));
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    this.counts = new AliasTable(weights);
  }

  long draw(long bits) {
    return least + counts.one(bits);
  }
}
