package dev.slipway.bench.judge;

import dev.slipway.core.analysis.evidence.Kernel;

/** How many of a slower candidate's requests the latency test needs: latency is lognormal, and the candidate's a multiple of stable's. */
public final class LatencyDetection {
  /** Stable's quantiles at which is looked, and how many standard deviations they are above its median. */
  private static final double[] QUANTILE = {0.75, 0.90, 0.95, 0.99};

  private static final double[] DEVIATIONS = {0.6744897501960817, 1.2815515655446004, 1.6448536269514722, 2.3263478740408408};
  private static final double MARGIN = Math.pow(1.02, 5);
  private static final long MOST_REQUESTS = 20_000_000;

  private final double[] candidateAbove = new double[QUANTILE.length];
  private final double split;
  private final double needed;

  private LatencyDetection(double sigma, double slower, double split, double alpha) {
    for (int i = 0; i < QUANTILE.length; i++) {
      candidateAbove[i] = Normal.above(DEVIATIONS[i] + (Math.log(MARGIN) - Math.log(slower)) / sigma);
    }
    this.split = split;
    this.needed = -Math.log(alpha);
  }

  /** Runs as many seeds as are asked for. */
  public static Times of(double sigma, double slower, double split, double alpha, int seeds, long firstSeed) {
    LatencyDetection detection = new LatencyDetection(sigma, slower, split, alpha);
    Times times = new Times(seeds);
    for (int i = 0; i < seeds; i++) {
      times.add(detection.run(new Draw((firstSeed + i) * 0x9E37_79B9L)));
    }
    return times;
  }

  private long run(Draw draw) {
    int size = Kernel.FAIL.size();
    double[] wealth = new double[size * QUANTILE.length];
    long candidates = 0;
    for (long i = 0; i < MOST_REQUESTS; i++) {
      boolean toCandidate = draw.share() < split;
      candidates += toCandidate ? 1 : 0;
      double slow = draw.share();
      boolean any = false;
      for (int edge = 0; edge < QUANTILE.length && slow < (toCandidate ? candidateAbove[edge] : 1 - QUANTILE[edge]); edge++) {
        Kernel.FAIL.add(wealth, edge * size, toCandidate ? 1 : 0, 1, split);
        any = true;
      }
      if (any && toCandidate && lnMean(wealth) >= needed) {
        return candidates;
      }
    }
    return Times.NEVER;
  }

  private static double lnMean(double[] wealth) {
    double most = Double.NEGATIVE_INFINITY;
    double[] ln = new double[QUANTILE.length];
    for (int i = 0; i < ln.length; i++) {
      ln[i] = Kernel.FAIL.lnEvidence(wealth, i * Kernel.FAIL.size());
      most = Math.max(most, ln[i]);
    }
    double sum = 0;
    for (double value : ln) {
      sum += Math.exp(value - most);
    }
    return most + Math.log(sum / ln.length);
  }
}
