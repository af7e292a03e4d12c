package dev.slipway.simulator.rule;

import dev.slipway.core.analysis.OwnMetric;
import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.analysis.evidence.Pair;
import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Observation;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.RolloutId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.simulator.Violations;
import dev.slipway.simulator.world.Witness;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a judge counted of a measurement of the user's own follows from the journaled readings alone (21); no step passes while one
 * release's total stands still (13); and where both go wrong alike, no release goes back for it (14).
 */
final class OwnTotals implements Witness {
  private static final double TOLERANCE = 1e-9;

  private final Violations violations;
  private final Map<String, OwnCount> counts = new HashMap<>();
  private Optional<RolloutId> of = Optional.empty();

  OwnTotals(Violations violations) {
    this.violations = violations;
  }

  @Override
  public void committed(TargetState before, TargetState after, JournalRecord.Draft draft) {
    Optional<Rollout> was = before.rollout().filter(r -> r.watching().isPresent());
    if (was.isEmpty() || !(draft.input() instanceof Input.Observed(Observation seen))) {
      return;
    }
    Rollout rollout = was.get();
    if (!of.equals(Optional.of(rollout.id()))) {
      of = Optional.of(rollout.id());
      counts.clear();
    }
    Optional<Rollout> is = after.rollout().filter(r -> r.id().equals(rollout.id()));
    Rollout.Watching from = rollout.watching().orElseThrow();
    Optional<Rollout.Watching> to = is.flatMap(Rollout::watching);
    if (seen.platform().isPresent() && to.filter(t -> !t.equals(from)).isPresent()) {
      double candidate = from.watch().candidate().requests();
      double stable = from.watch().stable().requests();
      double asked = rollout.weight() / 100.0;
      double share = candidate == 0 ? 0 : Math.min(asked, candidate / (candidate + stable));
      double stables = stable == 0 ? 0 : Math.min(1 - asked, stable / (candidate + stable));
      seen.own().forEach((name, s) -> counts.computeIfAbsent(name, n -> new OwnCount()).look(s, share, stables));
    }
    draft.events().forEach(e -> judged(rollout, e));
    to.ifPresent(t -> t.watch().own().forEach(this::compare));
    if (is.filter(i -> i.phase() instanceof Phase.Baking && !(rollout.phase() instanceof Phase.Baking)).isPresent()) {
      counts.values().forEach(OwnCount::moved);
    }
  }

  private void compare(OwnMetric engines) {
    Pair own = Optional.ofNullable(counts.get(engines.metric().name())).map(OwnCount::total).orElse(Pair.NONE);
    Pair theirs = engines.total();
    boolean same = near(own.candidateEvents(), theirs.candidateEvents()) && near(own.candidateTotal(), theirs.candidateTotal())
        && near(own.stableEvents(), theirs.stableEvents()) && near(own.stableTotal(), theirs.stableTotal());
    if (!same) {
      violations.broken("21", engines.metric().name() + " was counted as " + theirs + ", and from the journaled readings it is " + own);
    }
  }

  private static boolean near(double a, double b) {
    return Math.abs(a - b) <= TOLERANCE * (1 + Math.abs(a));
  }

  private void judged(Rollout rollout, Event event) {
    if (!(event instanceof Event.Judged j) || !(rollout.phase() instanceof Phase.Baking)) {
      return;
    }
    counts.forEach((name, count) -> {
      boolean mild = j.verdict() instanceof Verdict.Inconclusive i && i.reason().startsWith(name + ": ")
          || j.verdict() instanceof Verdict.Passing p && p.reason().startsWith(name + ": ");
      if (count.frozen() && (mild || Lies.believed(rollout, j.verdict()))) {
        violations.broken("13", name + " stood still for one release, and the verdict is no error but " + j.verdict());
      }
      if (j.verdict() instanceof Verdict.Failing f && f.reason().startsWith(name + ": ") && !f.reason().endsWith(": rollback")) {
        violations.broken("14", "sent back although both releases go wrong alike: " + f.reason());
      }
    });
  }
}
