package dev.slipway.core.analysis;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Says of a watched step whether the candidate may go on. A pure function: the watch so far and a batch in, the watch and a verdict out. */
public interface Judge {

  /**
   * What a batch changed.
   *
   * @param watch the memory to keep
   * @param verdict what all evidence so far says; anything but failing is read only once the bake is over
   */
  record Judgement(Watch watch, Verdict verdict) {}

  /** Adds a batch. {@code bake} is how long the step is to be watched. */
  Judgement judge(Watch watch, Batch batch, Duration bake);

  /** The judge that knows only the triggers a user wrote. */
  Judge TRIGGERS = Judge::byTriggers;

  private static Judgement byTriggers(Watch before, Batch batch, Duration bake) {
    List<TriggerProgress> triggers = before.triggers().stream().map(t -> t.add(batch)).toList();
    boolean blind = !batch.candidate().counted() && triggers.stream().anyMatch(t -> t.trigger().measure().needsRequests());
    Watch watch =
        new Watch(
            blind ? before.covered() : before.covered().plus(batch.covered()),
            before.requests() + batch.candidate().requests(),
            before.errors() + batch.candidate().errors(),
            triggers);
    return new Judgement(watch, verdict(watch, bake));
  }

  private static Verdict verdict(Watch watch, Duration bake) {
    for (TriggerProgress t : watch.triggers()) {
      if (t.fired()) {
        return new Verdict.Failing(t.trigger() + ": " + spell(t));
      }
    }
    if (watch.covered().compareTo(bake) < 0) {
      return new Verdict.Inconclusive("watched " + watch.covered().toSeconds() + " of " + bake.toSeconds() + " s");
    }
    for (TriggerProgress t : watch.triggers()) {
      if (t.trigger().measure().needsRequests() && watch.requests() == 0) {
        return new Verdict.NoData(t.trigger() + ": the candidate got no requests in " + watch.covered().toSeconds() + " s");
      }
      if (!t.breached().isZero()) {
        return new Verdict.Inconclusive(t.trigger() + ": breached for " + t.breached().toMillis() + " ms so far, " + spell(t));
      }
    }
    return new Verdict.Passing("no trigger fired in " + watch.covered().toSeconds() + " s, " + watch.requests() + " requests");
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
