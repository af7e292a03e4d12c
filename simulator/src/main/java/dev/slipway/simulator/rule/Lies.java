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
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TrafficCounts;
import dev.slipway.simulator.Violations;
import dev.slipway.simulator.world.Witness;
import java.util.Optional;

/**
 * A step in which the journaled counters of a router fell without having been started anew, or told of more errors than requests, ends as
 * an error if it does not go back (13).
 */
final class Lies implements Witness {
  private static final ReleaseCounts NOTHING = new ReleaseCounts(0, 0, 0, 0, LatencyHistogram.empty());

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
    boolean whole = seen.platform().isPresent();
    boolean batch = after.rollout().flatMap(Rollout::watching).filter(w -> !w.equals(rollout.watching().orElse(null))).isPresent();
    boolean spoken = draft.events().stream().anyMatch(e -> e instanceof Event.Judged);
    if (rollout.phase() instanceof Phase.Baking && whole && (batch || spoken) && rollout.watching().isPresent() && needs(rollout)) {
      TrafficCounts from = rollout.watching().get().cursor();
      lied |= seen.counts().filter(to -> to.boot().equals(from.boot()) && (contradicts(rollout.candidate().id(), from, to)
          || before.stable().filter(s -> contradicts(s.id(), from, to)).isPresent())).isPresent();
    }
    for (Event event : draft.events()) {
      if (event instanceof Event.Judged j && lied && rollout.phase() instanceof Phase.Baking) {
        judged(rollout, j.verdict());
      }
      if (event instanceof Event.PhaseEntered) {
        lied = false;
      }
    }
  }

  /** The verdict at the end of the step is an error, if nothing spoke against the candidate before. */
  private void judged(Rollout rollout, Verdict verdict) {
    boolean over = switch (verdict) {
      case Verdict.Passing p -> believed(rollout, p);
      case Verdict.Inconclusive i -> !i.reason().startsWith("watched ");
      case Verdict.NoData n -> true;
      case Verdict.Failing f -> false;
      case Verdict.Error e -> false;
    };
    if (over) {
      violations.broken("13", "a step in which the router's counters contradicted themselves ended as " + verdict);
    }
  }

  /** Whether anything of the step is decided by the router's counters. */
  private static boolean needs(Rollout rollout) {
    return rollout.policy().judge().method() != JudgePolicy.Method.TRIGGERS
        || rollout.policy().triggers().stream().map(t -> t.measure()).anyMatch(Measure::needsRequests);
  }

  /** A pass that neither a person nor the user's policy ordered, of a step in which something was watched. */
  static boolean believed(Rollout rollout, Verdict verdict) {
    boolean approved = rollout.approval().filter(a -> a.full() || a.step() == rollout.stepIndex()).isPresent();
    return verdict instanceof Verdict.Passing && !approved && !verdict.reason().endsWith(": promote") && !rollout.step().bake().isZero();
  }

  private static boolean contradicts(ReleaseId release, TrafficCounts from, TrafficCounts to) {
    ReleaseCounts before = from.releases().getOrDefault(release, NOTHING);
    ReleaseCounts after = to.releases().getOrDefault(release, NOTHING);
    long requests = after.requests() - before.requests();
    long errors = after.errors() - before.errors();
    return requests < 0 || errors < 0 || errors > requests;
  }
}
