package dev.slipway.simulator.rule;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.Measure;
import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Observation;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TrafficCounts;
import dev.slipway.simulator.Violations;
import dev.slipway.simulator.world.Witness;
import java.util.Optional;

/** A step in which the journaled counters of a router fell without having been started anew does not pass on them (13). */
final class Lies implements Witness {
  private final Violations violations;
  private boolean lied;

  Lies(Violations violations) {
    this.violations = violations;
  }

  @Override
  public void committed(TargetState before, TargetState after, JournalRecord.Draft draft) {
    Optional<Rollout> was = before.rollout();
    if (was.isEmpty() || !(draft.input() instanceof Input.Observed(Observation seen))) {
      return;
    }
    Rollout rollout = was.get();
    boolean batch = after.rollout().flatMap(Rollout::watching).filter(w -> !w.equals(rollout.watching().orElse(null))).isPresent();
    boolean spoken = draft.events().stream().anyMatch(e -> e instanceof Event.Judged);
    if (rollout.phase() instanceof Phase.Baking && (batch || spoken) && rollout.watching().isPresent() && needs(rollout)) {
      TrafficCounts from = rollout.watching().get().cursor();
      lied |= seen.counts().filter(to -> to.boot().equals(from.boot()) && (fell(rollout.candidate().id(), from, to)
          || before.stable().filter(s -> fell(s.id(), from, to)).isPresent())).isPresent();
    }
    for (Event event : draft.events()) {
      if (event instanceof Event.Judged j && j.verdict() instanceof Verdict.Passing p && lied && rollout.phase() instanceof Phase.Baking
          && believed(rollout, p)) {
        violations.broken("13", "a step passed on counters that fell: " + p.reason());
      }
      if (event instanceof Event.PhaseEntered) {
        lied = false;
      }
    }
  }

  /** Whether anything of the step is decided by the router's counters. */
  private static boolean needs(Rollout rollout) {
    return rollout.policy().judge().method() != JudgePolicy.Method.TRIGGERS
        || rollout.policy().triggers().stream().map(t -> t.measure()).anyMatch(Measure::needsRequests);
  }

  /** Neither a person nor the user's policy said that it may pass all the same, nor was nothing watched. */
  private static boolean believed(Rollout rollout, Verdict.Passing verdict) {
    boolean approved = rollout.approval().filter(a -> a.full() || a.step() == rollout.stepIndex()).isPresent();
    return !approved && !verdict.reason().endsWith("on-error: promote") && !rollout.step().bake().isZero();
  }

  private static boolean fell(ReleaseId release, TrafficCounts from, TrafficCounts to) {
    ReleaseCounts before = from.releases().get(release);
    ReleaseCounts after = to.releases().get(release);
    long requests = after == null ? 0 : after.requests();
    return before != null && requests < before.requests();
  }
}
