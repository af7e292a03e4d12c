package dev.slipway.core.analysis;

import dev.slipway.core.analysis.evidence.BurnRate;
import dev.slipway.core.analysis.evidence.Pair;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The verdict on the evidence: failing as soon as it suffices, passing only when the step is over and it suffices for that. */
final class EvidenceVerdict {
  private EvidenceVerdict() {}

  static Verdict of(Watch watch, JudgedStep step) {
    List<Finding> findings = Findings.of(watch, step);
    Optional<Verdict> against =
        FixedRules.fired(watch)
            .or(() -> failing(findings, step))
            .or(() -> Harm.failing(watch, step, findings))
            .or(() -> FixedRules.unfinished(watch, step))
            .or(() -> FixedRules.atTheEnd(watch, step))
            .or(() -> tooLittle(watch, step, findings));
    return against.orElseGet(() -> new Verdict.Passing(passed(watch, findings), findings));
  }

  private static Optional<Verdict> failing(List<Finding> findings, JudgedStep step) {
    return findings.stream().filter(Finding::failing).findFirst().map(f -> new Verdict.Failing(sentence(f, step), findings));
  }

  private static Optional<Verdict> tooLittle(Watch watch, JudgedStep step, List<Finding> findings) {
    if (watch.requests() == 0) {
      return Optional.of(FixedRules.noRequests("judge", watch));
    }
    if (findings.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> missing = missing(watch, step, findings);
    return missing.map(m -> new Verdict.Inconclusive(m, findings));
  }

  private static Optional<String> missing(Watch watch, JudgedStep step, List<Finding> findings) {
    JudgePolicy policy = step.policy();
    if (watch.evidence().burn().state(policy.objective().budget()) == BurnRate.State.BOTH) {
      return Optional.of(
          "stable and candidate burn the error budget alike: something that both depend on fails, which going back would not mend");
    }
    if (watch.evidence().split().lnOff() >= -StrictMath.log(policy.alpha())) {
      return Optional.of(
          "the split is not the " + step.weight() + "% that was asked for, so that the two cannot be compared: is something else routing?");
    }
    if (watch.coverage() < policy.leastCoverage()) {
      return Optional.of(
          String.format(
              Locale.ROOT, "only %.0f%% of the step's time could be measured, %.0f%% are needed", watch.coverage() * 100,
              policy.leastCoverage() * 100));
    }
    if (watch.requests() < policy.leastRequests()) {
      return Optional.of("the candidate got " + watch.requests() + " requests in this step, " + policy.leastRequests() + " are needed");
    }
    return findings.stream().filter(f -> !f.passing()).findFirst().map(EvidenceVerdict::notYet);
  }

  private static String notYet(Finding finding) {
    double share = Math.max(0, finding.lnPassing() / finding.lnPassingNeeded());
    return String.format(
        Locale.ROOT, "%s: %s so far, neither worse nor shown to be as good; %.0f%% of the evidence for that is in", finding.what(),
        rates(finding.pair()), share * 100);
  }

  private static String sentence(Finding finding, JudgedStep step) {
    boolean latency = finding.what().startsWith(Findings.LATENCY);
    String worse =
        !latency
            ? "more than " + Measure.trimmed(step.policy().errors().worse()) + "× stable's and above "
                + Measure.trimmed(step.policy().errors().floor() * 100) + "%"
            : "in more requests than stable";
    return finding.what() + ": the candidate's is " + worse + ": " + rates(finding.pair()) + "; wrong at most 1 time in "
        + finding.falseOneIn();
  }

  private static String passed(Watch watch, List<Finding> findings) {
    String counted = watch.requests() + " requests in " + watch.covered().toSeconds() + " s";
    return findings.isEmpty() ? "no trigger fired, " + counted
        : findings.getFirst().what() + " shown to be as good as stable's: " + rates(findings.getFirst().pair()) + ", " + counted;
  }

  /** Both rates with their counts. */
  static String rates(Pair pair) {
    return side(pair.candidateEvents(), pair.candidateTotal()) + " against "
        + (pair.stableTotal() == 0 ? "none of stable's beside it" : side(pair.stableEvents(), pair.stableTotal()));
  }

  private static String side(double events, double total) {
    return total == 0 ? "none" : String.format(Locale.ROOT, "%.2f%% (%.0f of %.0f)", 100 * events / total, events, total);
  }
}
