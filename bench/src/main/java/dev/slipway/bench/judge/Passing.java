package dev.slipway.bench.judge;

import dev.slipway.core.analysis.evidence.Kernel;
import dev.slipway.core.analysis.evidence.RateRule;

/** How many of a candidate's requests the product's test for passing needs, or how often it passes one that must not. */
public final class Passing {
  private static final double BETA = 0.05;
  private static final double LN_HALF = Math.log(0.5);
  private static final int REQUESTS_PER_LOOK = 200;

  private Passing() {}

  /** Until it passes, looked at every 200 requests of both, or never within the candidate's requests that are given. */
  public static Times of(double stable, double candidate, double split, long mostCandidates, int seeds, long firstSeed) {
    Times times = new Times(seeds);
    for (int i = 0; i < seeds; i++) {
      times.add(run(new Draw((firstSeed + i) * 0x9E37_79B9L), stable, candidate, split, mostCandidates));
    }
    return times;
  }

  private static long run(Draw draw, double stable, double candidate, double split, long mostCandidates) {
    RateRule rule = RateRule.DEFAULT;
    double[] ratio = new double[Kernel.PASS.size()];
    double[] floor = new double[Kernel.PASS.size()];
    long candidates = 0;
    while (candidates < mostCandidates) {
      long n = draw.successes(REQUESTS_PER_LOOK, split);
      long bad = draw.successes(n, candidate);
      long stableBad = draw.successes(REQUESTS_PER_LOOK - n, stable);
      candidates += n;
      double scaled = rule.harm() * n;
      Kernel.PASS.add(ratio, 0, bad, bad + stableBad, scaled / (scaled + REQUESTS_PER_LOOK - n));
      Kernel.PASS.add(floor, 0, bad, n, rule.harmFloor());
      double one = LN_HALF + Kernel.PASS.lnEvidence(ratio, 0);
      double other = LN_HALF + Kernel.PASS.lnEvidence(floor, 0);
      double most = Math.max(one, other);
      if (most + Math.log(Math.exp(one - most) + Math.exp(other - most)) >= -Math.log(BETA)) {
        return candidates;
      }
    }
    return Times.NEVER;
  }
}
