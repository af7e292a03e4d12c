package dev.slipway.cli.rehearse;

import dev.slipway.core.analysis.foresight.Warning;
import dev.slipway.core.strategy.Step;
import dev.slipway.simulator.rehearsal.Cast;
import dev.slipway.simulator.rehearsal.Conduct;
import dev.slipway.simulator.rehearsal.Course;
import dev.slipway.simulator.rehearsal.Odds;
import dev.slipway.simulator.rehearsal.Summary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An environment's rollouts, played many times with a bad candidate and with one that is as stable is.
 *
 * @param runs of each
 */
public record Rehearsed(Cast cast, Odds odds, int runs, long seed, List<Course> bad, List<Course> good, List<Warning> warnings) {
  public Rehearsed {
    bad = List.copyOf(bad);
    good = List.copyOf(good);
    warnings = List.copyOf(warnings);
  }

  /** The bad candidate's courses, summed up. */
  public Summary badSummary() {
    return Summary.of(bad, odds.stable().errorRate());
  }

  /** The good release's courses, summed up. */
  public Summary goodSummary() {
    return Summary.of(good, odds.stable().errorRate());
  }

  /** {@code 5% 15m → 100% 15m}. */
  public static String steps(Cast cast) {
    return cast.plan().steps().stream().map(Rehearsed::step).collect(Collectors.joining(" → "));
  }

  private static String step(Step step) {
    return step.candidateWeight() + "% " + Words.duration(step.bake().toMillis() / 1000.0) + (step.hold() ? " and a person" : "");
  }

  /** {@code 2% errors, p95 156 ms}. */
  public static String conduct(Conduct conduct) {
    return Words.percent(conduct.errorRate()) + " errors, p95 "
        + String.format(Locale.ROOT, "%.0f ms", conduct.latency().quantileMillis(0.95));
  }

  /** How many errors come together, {@code 5}; nothing where each comes by itself. */
  static String bursts(Conduct conduct) {
    return conduct.burst() > 1 ? Words.number(conduct.burst()) : "";
  }

  /** Of a metric of the user's own, as {@code 2%}. */
  static String own(Conduct conduct, String metric) {
    return Optional.ofNullable(conduct.own().get(metric)).map(OwnWords::spell).orElse("");
  }

  /** How the policy judges, in a word or two. */
  public static String judge(Cast cast) {
    int triggers = cast.policy().triggers().size() + cast.policy().judge().metricTriggers().size();
    String also = triggers == 0 ? "" : triggers == 1 ? " and a trigger" : " and " + triggers + " triggers";
    return switch (cast.policy().judge().method()) {
      case EVIDENCE -> "evidence" + also;
      case KAYENTA -> "Kayenta's judge" + also;
      case TRIGGERS -> triggers == 0 ? "nothing" : triggers == 1 ? "one trigger" : triggers + " triggers";
    };
  }
}
