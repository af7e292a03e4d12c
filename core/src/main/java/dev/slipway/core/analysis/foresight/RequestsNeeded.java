package dev.slipway.core.analysis.foresight;

import dev.slipway.core.analysis.AlphaBudget;
import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.evidence.Known;
import dev.slipway.core.analysis.evidence.Pair;
import dev.slipway.core.analysis.evidence.RateTest;
import java.util.function.DoubleUnaryOperator;

/**
 * How many candidate requests a verdict on the error rate takes: the number after which the judge's own test, shown exactly what is
 * expected of so many requests, has the evidence.
 *
 * <p>Each point κ of the test's grid gains, for each candidate request, {@code g_k = p₁·ln κ − (p₁ + p₀·n₀/n₁)·ln(1 + θ₀(κ − 1))}; one
 * point alone would need {@code (ln(1/α) + ln(1/w_k)) / g_k} of them. All points together need a little less, which is what is solved
 * for here. Real runs have their median 2–20 % below it, for chance crosses a line sooner than the mean path does: the number is on the
 * careful side.
 */
public final class RequestsNeeded {
  /** No verdict will ever come of it. */
  public static final double NEVER = Double.POSITIVE_INFINITY;

  private static final double MOST = 1e12;
  private static final int BISECTIONS = 80;

  private RequestsNeeded() {}

  /**
   * Until a bad candidate is failing.
   *
   * @param baseline stable's error rate, 0–1
   * @param candidate the candidate's, 0–1
   * @param share of traffic that the candidate gets, in (0, 1]; at 1 it is held against what stable was before
   */
  public static double toFail(JudgePolicy policy, double baseline, double candidate, double share) {
    double alpha = AlphaBudget.of(policy, 0, 0).errors();
    return solve(n -> seen(policy, baseline, candidate, share, n).lnFailing(), -StrictMath.log(alpha), policy);
  }

  /** Until a candidate passes a step: by its evidence, and by the least number that the policy asks for. */
  public static double toPass(JudgePolicy policy, double baseline, double candidate, double share) {
    double evidence = solve(n -> seen(policy, baseline, candidate, share, n).lnPassing(), -StrictMath.log(policy.beta()), policy);
    return Math.max(policy.leastRequests(), evidence);
  }

  private static RateTest seen(JudgePolicy policy, double baseline, double candidate, double share, double requests) {
    double stable = requests * (1 - share) / share;
    Pair expected = new Pair(requests * candidate, requests, stable * baseline, stable);
    return stable == 0
        ? RateTest.START.alone(policy.errors(), expected, 1, new Known(baseline, baseline))
        : RateTest.START.beside(policy.errors(), expected, 1);
  }

  private static double solve(DoubleUnaryOperator lnEvidence, double needed, JudgePolicy policy) {
    double burst = policy.burst().orElse(1);
    if (lnEvidence.applyAsDouble(MOST) < needed) {
      return NEVER;
    }
    double low = 0;
    double high = MOST;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (low + high) / 2;
      if (lnEvidence.applyAsDouble(middle) < needed) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high * burst;
  }
}
