package dev.slipway.core.analysis;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** What users wrote down as fixed limits: triggers at any time, gates over a step as a whole. They hold under every judge. */
final class FixedRules {
  private FixedRules() {}

  /** The verdict where nothing else is asked. */
  static Verdict verdict(Watch watch, JudgedStep step) {
    Optional<Verdict> spoken = fired(watch).or(() -> unfinished(watch, step)).or(() -> atTheEnd(watch, step));
    return spoken.orElseGet(
        () -> new Verdict.Passing("no trigger fired in " + watch.covered().toSeconds() + " s, " + watch.requests() + " requests"));
  }

  /** A trigger whose breach lasted. */
  static Optional<Verdict> fired(Watch watch) {
    return watch.triggers().stream()
        .filter(TriggerProgress::fired)
        .findFirst()
        .<Verdict>map(t -> new Verdict.Failing(t.trigger() + ": " + spell(t)))
        .or(() -> ownFired(watch));
  }

  private static Optional<Verdict> ownFired(Watch watch) {
    return watch.own().stream()
        .flatMap(m -> m.triggers().stream())
        .filter(MetricTriggerProgress::fired)
        .findFirst()
        .map(t -> new Verdict.Failing(t.trigger() + ": " + t.spelled()));
  }

  /** Before the bake is over nothing passes. */
  static Optional<Verdict> unfinished(Watch watch, JudgedStep step) {
    return watch.covered().compareTo(step.bake()) < 0
        ? Optional.of(new Verdict.Inconclusive("watched " + watch.covered().toSeconds() + " of " + step.bake().toSeconds() + " s"))
        : Optional.empty();
  }

  /** What keeps a step that has been watched to its end from passing. */
  static Optional<Verdict> atTheEnd(Watch watch, JudgedStep step) {
    if (watch.lie().isPresent()) {
      return Optional.of(new Verdict.Error("the router's counters cannot be believed in this step: " + watch.lie().get()));
    }
    for (TriggerProgress t : watch.triggers()) {
      if (t.trigger().measure().needsRequests() && watch.requests() == 0) {
        return Optional.of(noRequests(t.trigger().toString(), watch));
      }
      if (!t.breached().isZero()) {
        return Optional.of(new Verdict.Inconclusive(t.trigger() + ": breached for " + t.breached().toMillis() + " ms so far, " + spell(t)));
      }
    }
    List<Verdict> unreliable = watch.own().stream().map(m -> unreliable(m, watch, step)).flatMap(Optional::stream).toList();
    // What cannot be weighs more than what is not known yet: who goes on without an answer need not go on with a lie.
    Optional<Verdict> own = unreliable.stream().filter(Verdict.Error.class::isInstance).findFirst()
        .or(() -> unreliable.stream().findFirst());
    return own.isPresent() ? own : step.policy().gates().stream().map(g -> missed(g, watch)).flatMap(Optional::stream).findFirst();
  }

  /** A measurement that was asked for must have been there: its absence is never good news. */
  private static Optional<Verdict> unreliable(OwnMetric metric, Watch watch, JudgedStep step) {
    if (metric.trouble().isPresent()) {
      String trouble = metric.trouble().get();
      return Optional.of(metric.memory().faulty() ? new Verdict.Error(trouble) : new Verdict.Inconclusive(trouble));
    }
    Optional<String> stuck = metric.stuck(watch.evidence().total(), perSecond(watch));
    if (stuck.isPresent()) {
      return Optional.of(new Verdict.Error(stuck.get()));
    }
    Duration needed = metric.needed(watch.covered(), step.policy());
    if (metric.memory().covered().compareTo(needed) < 0) {
      return Optional.of(new Verdict.Inconclusive(
          metric.metric().name() + ": known for " + metric.memory().covered().toSeconds() + " s of this step so far, " + needed.toSeconds()
              + " s are needed"));
    }
    return metric.triggers().stream()
        .filter(MetricTriggerProgress::counting)
        .findFirst()
        .map(t -> new Verdict.Inconclusive(t.trigger() + ": breached for " + t.breached().toSeconds() + " s so far, " + t.spelled()));
  }

  private static double perSecond(Watch watch) {
    return 1000.0 * (watch.requests() + watch.stable().requests()) / Math.max(1, watch.covered().toMillis());
  }

  static Verdict noRequests(String asked, Watch watch) {
    return new Verdict.NoData(asked + ": the candidate got no requests in " + watch.covered().toSeconds() + " s");
  }

  private static Optional<Verdict> missed(Gate gate, Watch watch) {
    OptionalDouble value = watch.candidate().value(gate.measure());
    if (value.isEmpty()) {
      return Optional.of(noRequests("gate " + gate, watch));
    }
    return value.getAsDouble() < gate.limit()
        ? Optional.empty()
        : Optional.of(new Verdict.Failing("gate " + gate + ": " + gate.measure().spell(value.getAsDouble()) + " over the step"));
  }

  private static String spell(TriggerProgress t) {
    if (t.last().isEmpty()) {
      return "no value";
    }
    double value = t.last().getAsDouble();
    return switch (t.trigger().measure()) {
      case ERROR_RATE, FAILING_HEALTH, CPU, MEMORY -> String.format(Locale.ROOT, "%.2f%%", value * 100);
      case P50, P90, P95, P99 -> String.format(Locale.ROOT, "%.0f ms", value);
    };
  }
}
