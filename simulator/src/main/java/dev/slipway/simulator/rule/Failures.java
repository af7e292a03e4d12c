package dev.slipway.simulator.rule;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.analysis.evidence.RateRule;

/** The evidence that the candidate's requests fail more often than stable's, or as seldom, counted a second time. */
final class Failures {
  private static final double MOST_UNKNOWN = 0.05;
  private static final double Z = 3.090232306167813;

  private final JudgePolicy policy;
  private final Baseline before;
  private final Kappa worse = Kappa.worse();
  private final Kappa aboveFloor = Kappa.worse();
  private Kappa asGood = Kappa.better();
  private Kappa belowFloor = Kappa.better();
  private double n1;
  private double x1;
  private double n0;
  private double x0;

  Failures(JudgePolicy policy, Baseline before) {
    this.policy = policy;
    this.before = before;
  }

  /** What spoke for one step does not speak for the next. */
  void nextStep() {
    asGood = Kappa.better();
    belowFloor = Kappa.better();
  }

  /** A batch of the candidate's and stable's; where stable is not beside it, what was known of it before stands in. */
  void see(double requests, double errors, double stableRequests, double stableErrors, boolean beside) {
    double burst = policy.burst().orElse(before.errorDispersion().upperBound());
    aboveFloor.see(errors / burst, requests / burst, policy.errors().floor());
    if (beside) {
      seeBeside(requests, errors, stableRequests, stableErrors, burst);
    } else {
      seeAlone(requests, errors, burst);
    }
    n1 += requests;
    x1 += errors;
    n0 += stableRequests;
    x0 += stableErrors;
  }

  private void seeBeside(double requests, double errors, double stableRequests, double stableErrors, double burst) {
    RateRule rule = policy.errors();
    double all = (errors + stableErrors) / burst;
    worse.see(errors / burst, all, share(rule.worse() * requests, stableRequests));
    asGood.see(errors / burst, all, share(rule.harm() * requests, stableRequests));
    belowFloor.see(errors / burst, requests / burst, rule.harmFloor());
  }

  private void seeAlone(double requests, double errors, double burst) {
    RateRule rule = policy.errors();
    double known = before.requests() + n0;
    double bad = before.errors() + x0;
    double rate = known == 0 ? 0 : bad / known;
    double bound = known == 0 ? MOST_UNKNOWN : (bad / burst + Z * Z / 2 + Z * Math.sqrt(bad / burst + Z * Z / 4)) * burst / known;
    worse.see(errors / burst, requests / burst,
        Math.min(1, Math.max(rule.floor(), rule.worse() * Math.max(rate, Math.min(bound, MOST_UNKNOWN)))));
    belowFloor.see(errors / burst, requests / burst, Math.min(1, Math.max(rule.harmFloor(), rule.harm() * rate)));
  }

  private static double share(double candidate, double stable) {
    return candidate == 0 ? 0 : candidate / (candidate + stable);
  }

  double lnFailing() {
    return Math.min(worse.ln(), aboveFloor.ln());
  }

  double lnPassing() {
    return Kappa.lnMean(asGood.ln(), belowFloor.ln());
  }

  /** Whether the candidate's share of errors is above stable's at all. */
  boolean worseAtAll() {
    double known = n0 >= 1_000 ? n0 : n0 + before.requests();
    double bad = n0 >= 1_000 ? x0 : x0 + before.errors();
    return known == 0 ? x1 > 0 : x1 * known > bad * n1;
  }
}
