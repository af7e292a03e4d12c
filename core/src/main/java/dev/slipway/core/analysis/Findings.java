package dev.slipway.core.analysis;

import dev.slipway.core.analysis.evidence.LatencyTest;
import dev.slipway.core.analysis.evidence.Pair;
import dev.slipway.core.analysis.kayenta.Score;
import dev.slipway.core.traffic.LatencyHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where each test of a watch has come to: what a verdict is made from, and what people are shown meanwhile. */
public final class Findings {
  static final String LATENCY = "latency";

  private Findings() {}

  /** One for each test; empty without a baseline, for then nothing is compared. */
  public static List<Finding> of(Watch watch, JudgedStep step) {
    List<Finding> all = new ArrayList<>();
    if (!step.baseline() || step.policy().method() != JudgePolicy.Method.EVIDENCE) {
      return all;
    }
    Evidence evidence = watch.evidence();
    AlphaBudget budget = AlphaBudget.of(step.policy(), step.attempt(), (int) watch.own().stream().filter(OwnMetric::judged).count());
    all.add(
        new Finding(
            Measure.ERROR_RATE.word(),
            evidence.total(),
            evidence.burst(step.policy()),
            evidence.errors().lnFailing(),
            lnInverse(budget.errors()),
            evidence.errors().lnPassing(),
            lnInverse(step.policy().beta())));
    evidence.latency().ifPresent(l -> all.add(latency(l, watch, step, budget)));
    for (OwnMetric own : watch.own()) {
      if (own.judged()) {
        all.add(new Finding(
            own.metric().name(), own.total(), step.policy().burst().orElse(1), own.test().lnFailing(), lnInverse(budget.custom()), 0, 0));
      }
    }
    return all;
  }

  /** Where Kayenta's judge has come to in this step, once a window is closed; absent under another judge. */
  public static Optional<Score> kayenta(Watch watch, JudgedStep step) {
    return watch.windows().filter(w -> step.concurrent() && !w.rows().isEmpty()).map(w -> KayentaVerdict.score(watch, step.policy()));
  }

  private static Finding latency(LatencyTest test, Watch watch, JudgedStep step, AlphaBudget budget) {
    int margin = step.policy().latency().marginBuckets();
    int shown = test.strongest();
    Pair pair = test.pair(shown, margin, watch.candidate().latency(), watch.stable().latency());
    double millis = LatencyHistogram.edgeNanos(test.edges().get(shown)) / 1e6;
    List<Double> bursts = watch.evidence().latencyBursts(step.policy());
    double burst = bursts.isEmpty() ? 1 : bursts.get(shown);
    return new Finding(LATENCY + " > " + spell(millis), pair, burst, test.lnFailing(), lnInverse(budget.latency()), 0, 0);
  }

  private static String spell(double millis) {
    return millis < 10 ? Math.round(millis * 10) / 10.0 + "ms" : Math.round(millis) + "ms";
  }

  private static double lnInverse(double share) {
    return -StrictMath.log(share);
  }
}
