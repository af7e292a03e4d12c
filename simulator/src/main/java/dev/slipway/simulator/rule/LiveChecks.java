package dev.slipway.simulator.rule;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.check.When;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.rollout.Task;
import dev.slipway.simulator.Violations;
import dev.slipway.simulator.world.Witness;
import java.util.Optional;

/** A step passes only after its checks on the live address have (3), and none that has some begins without them. */
final class LiveChecks implements Witness {
  private final Violations violations;

  LiveChecks(Violations violations) {
    this.violations = violations;
  }

  @Override
  public void committed(TargetState before, TargetState after, JournalRecord.Draft draft) {
    Optional<Rollout> was = before.rollout();
    Optional<Rollout> is = after.rollout().filter(r -> was.filter(w -> w.id().equals(r.id())).isPresent());
    boolean shifted = was.filter(w -> w.phase() instanceof Phase.Shifting).isPresent();
    if (shifted && is.filter(LiveChecks::mustAsk).filter(r -> asked(r).isEmpty()).isPresent()) {
      violations.broken("3", "a step is watched whose live checks are not asked");
    }
    Optional<Task> open = was.flatMap(LiveChecks::asked);
    boolean ended = open.isPresent() && draft.events().stream().anyMatch(
        e -> e instanceof Event.TaskEnded t && t.id().equals(open.get().id()) && t.outcome() instanceof Task.Outcome.Succeeded);
    boolean forward = is.filter(r -> !r.goingBack()).isPresent() && is.flatMap(LiveChecks::asked).isEmpty()
        || draft.events().stream().anyMatch(e -> e instanceof Event.RolloutEnded r && r.outcome() == Event.Outcome.PROMOTED);
    if (open.isPresent() && forward && !ended) {
      violations.broken("3", "a step went on before " + open.get().id() + " had passed");
    }
  }

  private static boolean mustAsk(Rollout rollout) {
    return rollout.phase() instanceof Phase.Baking && rollout.kind() == Rollout.Kind.DEPLOY && !rollout.policy().asked(When.LIVE).isEmpty();
  }

  private static Optional<Task> asked(Rollout rollout) {
    return rollout.phase() instanceof Phase.Baking b ? b.checks() : Optional.empty();
  }
}
