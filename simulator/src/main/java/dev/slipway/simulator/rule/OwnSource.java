package dev.slipway.simulator.rule;

import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.MetricSeen;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Observation;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.simulator.Violations;
import dev.slipway.simulator.world.Witness;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a source of the user's own last said decides whether a step may pass (13): a lie is the verdict error, silence is inconclusive, and
 * neither is ever good. Told from the journaled readings alone.
 */
final class OwnSource implements Witness {
  private final Violations violations;
  private final Map<String, Said> last = new HashMap<>();

  /** The kinds of answer. */
  private enum Said {
    SOUND,
    SILENT,
    LIE
  }

  OwnSource(Violations violations) {
    this.violations = violations;
  }

  @Override
  public void committed(TargetState before, TargetState after, JournalRecord.Draft draft) {
    Optional<Rollout> was = before.rollout();
    if (was.isEmpty() || was.get().policy().judge().metrics().isEmpty()) {
      last.clear();
      return;
    }
    if (draft.input() instanceof Input.Observed(Observation seen)) {
      for (Metric metric : was.get().policy().judge().metrics()) {
        Optional.ofNullable(seen.own().get(metric.name())).ifPresent(s -> last.put(metric.name(), said(s)));
      }
    }
    for (Event event : draft.events()) {
      if (event instanceof Event.Judged j && was.get().phase() instanceof Phase.Baking) {
        judged(was.get(), before.stable().isEmpty(), j.verdict());
      }
    }
  }

  /** A first release that nobody asks anything yet goes on by the health of its instances: there is nothing to lose. */
  private void judged(Rollout rollout, boolean first, Verdict verdict) {
    boolean unasked = first && verdict.reason().startsWith("the first release here");
    boolean passed = Lies.believed(rollout, verdict) && !unasked;
    last.forEach((metric, said) -> {
      if (passed && said != Said.SOUND) {
        violations.broken("13", "a step passed on a source whose last answer was a " + said + ": " + verdict.reason());
      }
      boolean undecided = verdict instanceof Verdict.Error || verdict instanceof Verdict.Inconclusive;
      boolean own = undecided && verdict.reason().startsWith(metric + ": ");
      if (own && said != Said.SOUND && (said == Said.LIE) != (verdict instanceof Verdict.Error)) {
        violations.broken("13", "the last answer of the source was a " + said + ", and the verdict is " + verdict);
      }
    });
  }

  private static Said said(MetricSeen seen) {
    Said candidate = said(seen.candidate());
    Said stable = seen.stable().map(OwnSource::said).orElse(Said.SOUND);
    return candidate.compareTo(stable) > 0 ? candidate : stable;
  }

  private static Said said(Reading reading) {
    return switch (reading) {
      case Reading.Counters c -> Double.isFinite(c.events()) && Double.isFinite(c.total()) ? Said.SOUND : Said.LIE;
      case Reading.Level l -> Said.LIE;
      case Reading.Nothing n -> Said.SILENT;
      case Reading.Unknown u -> Said.LIE;
      case Reading.Wrong w -> Said.LIE;
    };
  }
}
