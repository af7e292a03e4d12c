package dev.slipway.server.replay;

import dev.slipway.core.analysis.AlphaBudget;
import dev.slipway.core.analysis.Batch;
import dev.slipway.core.analysis.Evidence;
import dev.slipway.core.analysis.Finding;
import dev.slipway.core.analysis.Findings;
import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.JudgedStep;
import dev.slipway.core.analysis.Measure;
import dev.slipway.core.analysis.Watch;
import dev.slipway.core.analysis.evidence.Kernel;
import dev.slipway.core.analysis.evidence.LatencyTest;
import dev.slipway.core.analysis.evidence.Pair;
import dev.slipway.core.analysis.evidence.RateRule;
import dev.slipway.core.analysis.evidence.RateTest;
import dev.slipway.core.analysis.evidence.SplitTest;
import dev.slipway.core.rollout.Hearing;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.server.view.ExplanationView.TestView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every test that a hearing made, with its evidence and what it was held against. A pure function. */
final class Hypotheses {
  private static final String ERRORS = Measure.ERROR_RATE.word();
  private static final String LATENCY = "latency";

  private final JudgedStep step;
  private final AlphaBudget budget;
  private final Pair last;
  private final List<TestView> all = new ArrayList<>();

  private Hypotheses(JudgedStep step, Watch watch, Batch batch) {
    this.step = step;
    this.budget = budget(step, watch);
    Batch.Sample stable = batch.stable().orElse(Batch.Sample.NONE);
    this.last = new Pair(batch.candidate().errors(), batch.candidate().requests(), stable.errors(), stable.requests());
  }

  /** Nothing where nothing was tested. */
  static List<TestView> of(Hearing hearing) {
    JudgedStep step = hearing.step();
    if (!step.baseline() || step.policy().method() != JudgePolicy.Method.EVIDENCE) {
      return List.of();
    }
    Hypotheses tests = new Hypotheses(step, hearing.judgement().watch(), hearing.batch());
    Watch watch = hearing.judgement().watch();
    Evidence evidence = watch.evidence();
    tests.errors(evidence.errors());
    evidence.latency().ifPresent(tests::latency);
    List<String> judged = own(step, watch);
    watch.own().stream().filter(o -> judged.contains(o.metric().name())).forEach(o -> tests.own(o.metric().name(), o.test()));
    if (step.concurrent() && !step.sticky()) {
      tests.split(evidence.split());
    }
    return List.copyOf(tests.all);
  }

  /** What this attempt gives each test. */
  static AlphaBudget budget(JudgedStep step, Watch watch) {
    return AlphaBudget.of(step.policy(), step.attempt(), own(step, watch).size());
  }

  /** Names of the user's own measurements that are judged. */
  private static List<String> own(JudgedStep step, Watch watch) {
    return Findings.of(watch, step).stream().map(Finding::what).filter(w -> !w.equals(ERRORS) && !w.startsWith(LATENCY)).toList();
  }

  private void errors(RateTest test) {
    RateRule rule = step.policy().errors();
    double failing = lnInverse(budget.errors());
    double passing = lnInverse(step.policy().beta());
    add(ERRORS, "worse: more than " + times(rule.worse()) + " stable's", test.worse().lnEvidence(Kernel.FAIL), failing,
        theta(rule.worse()));
    add(ERRORS, "worse: above " + percent(rule.floor()), test.aboveFloor().lnEvidence(Kernel.FAIL), failing, Optional.of(rule.floor()));
    add(ERRORS, "worse: both", test.lnFailing(), failing, Optional.empty());
    add(ERRORS, "as good: below " + times(rule.harm()) + " stable's", test.asGood().lnEvidence(Kernel.PASS), passing, theta(rule.harm()));
    add(ERRORS, "as good: below " + percent(rule.harmFloor()), test.belowFloor().lnEvidence(Kernel.PASS), passing,
        Optional.of(rule.harmFloor()));
    add(ERRORS, "as good: half staked on each", test.lnPassing(), passing, Optional.empty());
  }

  private void latency(LatencyTest test) {
    double failing = lnInverse(budget.latency());
    for (int i = 0; i < test.edges().size(); i++) {
      double millis = LatencyHistogram.edgeNanos(test.edges().get(i)) / 1e6;
      String margin = percent(StrictMath.pow(LatencyHistogram.GAMMA, step.policy().latency().marginBuckets()) - 1);
      String name = String.format(Locale.ROOT, "slower: more above %.1f ms, %s off", millis, margin);
      add(LATENCY, name, test.slower().get(i).lnEvidence(Kernel.FAIL), failing, theta(1));
    }
    add(LATENCY, "slower: mean over the four", test.lnFailing(), failing, Optional.empty());
  }

  private void own(String name, RateTest test) {
    RateRule rule = step.policy().errors();
    double failing = lnInverse(budget.custom());
    add(name, "worse: more than " + times(rule.worse()) + " stable's", test.worse().lnEvidence(Kernel.FAIL), failing, Optional.empty());
    add(name, "worse: above " + percent(rule.floor()), test.aboveFloor().lnEvidence(Kernel.FAIL), failing, Optional.of(rule.floor()));
    add(name, "worse: both", test.lnFailing(), failing, Optional.empty());
  }

  private void split(SplitTest test) {
    add("split", "not " + step.weight() + "%", test.lnOff(), lnInverse(step.policy().alpha()), Optional.of(step.weight() / 100.0));
  }

  private void add(String metric, String name, double ln, double needed, Optional<Double> theta) {
    all.add(new TestView(metric, name, ln, needed, theta));
  }

  private Optional<Double> theta(double ratio) {
    return last.candidateTotal() + last.stableTotal() == 0 || last.stableTotal() == 0 ? Optional.empty() : Optional.of(last.theta(ratio));
  }

  private static String times(double ratio) {
    return trimmed(ratio) + "×";
  }

  private static String percent(double share) {
    return trimmed(share * 100) + "%";
  }

  private static String trimmed(double value) {
    double rounded = Math.round(value * 10) / 10.0;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }

  private static double lnInverse(double share) {
    return -StrictMath.log(share);
  }
}
