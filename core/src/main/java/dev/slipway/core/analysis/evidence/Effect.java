package dev.slipway.core.analysis.evidence;

import java.util.Optional;

/**
 * How many times stable's rate the candidate's is, with bounds that hold at every look at once.
 *
 * <p>Given that one of m bad events happened, it was the candidate's with the share θ = r·n₁/(r·n₁+n₀), where r is the ratio of the rates.
 * The bounds are those of the beta-binomial mixture with Jeffreys' prior (Robbins, 1970): all r whose θ is not contradicted by
 * 1/α. They hold exactly while the split stays the same.
 *
 * @param ratio the estimate
 * @param low lower bound
 * @param high upper bound, infinite while the events are too few for any
 */
public record Effect(double ratio, double low, double high) {
  private static final int BISECTIONS = 60;
  private static final double HALF = 0.5;

  /** The effect in what was seen; empty while there is no event at all, or one side has no traffic. */
  public static Optional<Effect> of(Pair pair, double alpha) {
    double y = pair.candidateEvents();
    double m = y + pair.stableEvents();
    if (m == 0 || pair.candidateTotal() == 0 || pair.stableTotal() == 0) {
      return Optional.empty();
    }
    double odds = pair.stableTotal() / pair.candidateTotal();
    double centre = (y + HALF) / (m + 1);
    double lnLimit = -StrictMath.log(alpha);
    double ratio = pair.stableEvents() == 0 ? Double.POSITIVE_INFINITY : y / pair.stableEvents() * odds;
    double low = y == 0 ? 0 : bound(y, m, lnLimit, centre, 0);
    double high = y == m ? 1 : bound(y, m, lnLimit, centre, 1);
    return Optional.of(new Effect(ratio, odds * low / (1 - low), high == 1 ? Double.POSITIVE_INFINITY : odds * high / (1 - high)));
  }

  private static double bound(double y, double m, double lnLimit, double inside, double outside) {
    double in = inside;
    double out = outside;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (in + out) / 2;
      if (lnMixture(y, m, middle) < lnLimit) {
        in = middle;
      } else {
        out = middle;
      }
    }
    return out;
  }

  private static double lnMixture(double y, double m, double theta) {
    double lnBetas = lnBeta(y + HALF, m - y + HALF) - lnBeta(HALF, HALF);
    double lnNull = (y == 0 ? 0 : y * StrictMath.log(theta)) + (m == y ? 0 : (m - y) * StrictMath.log1p(-theta));
    return lnBetas - lnNull;
  }

  private static double lnBeta(double a, double b) {
    return lnGamma(a) + lnGamma(b) - lnGamma(a + b);
  }

  /** Stirling's series (Abramowitz and Stegun 6.1.41), shifted up to where four terms are exact to 1e-10. */
  private static double lnGamma(double x) {
    double shifted = x;
    double product = 0;
    while (shifted < 10) {
      product += StrictMath.log(shifted);
      shifted += 1;
    }
    double inverse = 1 / shifted;
    double square = inverse * inverse;
    double series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
    return (shifted - HALF) * StrictMath.log(shifted) - shifted + HALF * StrictMath.log(2 * StrictMath.PI) + series - product;
  }
}
