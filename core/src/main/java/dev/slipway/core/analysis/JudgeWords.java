package dev.slipway.core.analysis;

import dev.slipway.core.traffic.LatencyHistogram;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How candidates are judged, in a sentence for people. */
public final class JudgeWords {
  private JudgeWords() {}

  /** As {@code by evidence: at most 1% false alarms …}. */
  public static String of(JudgePolicy policy) {
    return switch (policy.method()) {
      case EVIDENCE -> "by evidence: " + String.join("; ", evidence(policy)) + otherwise(policy);
      case KAYENTA -> "by Kayenta's judge, when a step is over" + otherwise(policy);
      case TRIGGERS -> "by triggers and gates alone" + otherwise(policy);
    };
  }

  private static List<String> evidence(JudgePolicy policy) {
    List<String> parts = new ArrayList<>();
    parts.add("at most " + share(policy.alpha()) + " false alarms a rollout and " + share(policy.beta()) + " false passes a step");
    parts.add("errors fail above " + Measure.trimmed(policy.errors().worse()) + "× stable's and " + share(policy.errors().floor()));
    parts.add(
        policy.latency().judged()
            ? "latency when more than " + Math.round(100 * (StrictMath.pow(LatencyHistogram.GAMMA, policy.latency().marginBuckets()) - 1))
                + "% slower"
            : "latency is not judged");
    return parts;
  }

  private static String otherwise(JudgePolicy policy) {
    return "; without an answer " + of(policy.onInconclusive()) + ", on an error " + of(policy.onError());
  }

  private static String of(Otherwise then) {
    return switch (then) {
      case HOLD -> "it holds";
      case PROMOTE -> "it goes on";
      case ROLLBACK -> "it goes back";
    };
  }

  private static String share(double share) {
    double percent = share * 100;
    return percent < 0.01 ? String.format(Locale.ROOT, "%.4f%%", percent) : Measure.trimmed(percent) + "%";
  }
}
