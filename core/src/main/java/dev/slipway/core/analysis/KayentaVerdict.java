package dev.slipway.core.analysis;

import dev.slipway.core.analysis.kayenta.Direction;
import dev.slipway.core.analysis.kayenta.MetricClassifier;
import dev.slipway.core.analysis.kayenta.MetricResult;
import dev.slipway.core.analysis.kayenta.MetricRule;
import dev.slipway.core.analysis.kayenta.Score;
import dev.slipway.core.analysis.kayenta.Scorer;
import dev.slipway.core.metric.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The verdict of Kayenta's judge, when a step is over; what users fixed themselves fails at any time, as under each judge. */
final class KayentaVerdict {
  private static final String ROUTER = "router";
  private static final String OWN = "own";

  private KayentaVerdict() {}

  static Verdict of(Watch watch, JudgedStep step) {
    Optional<Verdict> spoken =
        FixedRules.fired(watch).or(() -> FixedRules.unfinished(watch, step)).or(() -> FixedRules.atTheEnd(watch, step));
    return spoken.orElseGet(() -> watch.requests() == 0 ? FixedRules.noRequests("judge", watch) : scored(watch, step));
  }

  private static Verdict scored(Watch watch, JudgedStep step) {
    if (!step.concurrent()) {
      return new Verdict.Passing(
          "no trigger fired in " + watch.covered().toSeconds()
          + " s; Kayenta's judge has no stable traffic beside the candidate to compare with");
    }
    Score score = score(watch, step.policy());
    String detail = score.metrics().stream().map(MetricResult::reason).collect(Collectors.joining("; "));
    String reason = "Kayenta's judge: " + score.reason() + " of 100: " + detail;
    return switch (score.grade()) {
      case PASS -> new Verdict.Passing(reason);
      case MARGINAL -> new Verdict.Inconclusive(reason);
      case FAIL -> new Verdict.Failing(reason);
    };
  }

  /** What the windows that are closed by now come to. */
  static Score score(Watch watch, JudgePolicy policy) {
    return Scorer.DEFAULT.score(results(watch, policy));
  }

  private static List<MetricResult> results(Watch watch, JudgePolicy policy) {
    Windows windows = watch.windows().orElseThrow();
    List<MetricResult> results = new ArrayList<>();
    results.add(classified(MetricRule.of(Measure.ERROR_RATE.word(), Direction.INCREASE, ROUTER), windows));
    results.add(classified(MetricRule.of(Measure.P95.word(), Direction.INCREASE, ROUTER), windows));
    for (Metric metric : policy.metrics()) {
      if (!(metric.form() instanceof Metric.Count)) {
        results.add(classified(MetricRule.of(metric.name(), Direction.INCREASE, OWN), windows));
      }
    }
    return results;
  }

  private static MetricResult classified(MetricRule rule, Windows windows) {
    return MetricClassifier.classify(rule, windows.series(rule.name(), false), windows.series(rule.name(), true));
  }
}
