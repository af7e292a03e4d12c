package dev.slipway.simulator.rule;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.guard.ApprovalRule;
import dev.slipway.core.guard.Freezes;
import dev.slipway.core.guard.Guard;
import dev.slipway.core.rollout.Clearance;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Freezing;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.simulator.Violations;
import dev.slipway.simulator.world.Witness;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Nothing of a rollout begins before enough others have approved just it (23), nor in a freeze (24), and a way back waits for neither (25).
 * What people said is counted here anew, from their commands and not from what was made of them.
 */
final class Permission implements Witness {
  private final Violations violations;
  private final Map<String, List<String>> approved = new HashMap<>();
  private Guard guard = Guard.NONE;
  private boolean overridden;
  /** As it was when it was asked for: a later state may say something else, and be wrong. */
  private Instant until = Instant.MAX;

  Permission(Violations violations) {
    this.violations = violations;
  }

  @Override
  public void committed(TargetState before, TargetState after, JournalRecord.Draft draft) {
    before.rollout().filter(Rollout::awaiting).ifPresent(r -> hear(r, draft.input()));
    Optional<Rollout> now = after.rollout();
    if (now.isEmpty() || now.get().goingBack()) {
      return;
    }
    boolean another = before.rollout().filter(r -> r.id().equals(now.get().id())).isEmpty();
    if (another) {
      asked(before, draft.input());
      until = now.get().clearance().map(Clearance::until).orElse(Instant.MAX);
    }
    if (now.get().kind() == Rollout.Kind.ROLLBACK) {
      wayBack(now.get());
    } else if (!now.get().awaiting() && (another || before.rollout().filter(Rollout::awaiting).isPresent())) {
      begins(now.get(), draft);
    } else if (now.get().awaiting() && now.get().weight() > 0) {
      violations.broken("23", "rollout " + now.get().id() + " waits for approval and has " + now.get().weight() + "%");
    }
  }

  private void hear(Rollout waiting, Input input) {
    if (!(input instanceof Input.Commanded(Command command, var at, var wall))) {
      return;
    }
    Clearance clearance = waiting.clearance().orElseThrow();
    if (command instanceof Command.Approve a && a.rollout().equals(waiting.id()) && a.bound().equals(clearance.bound())
        && !a.by().equals(waiting.by()) && at.isBefore(until)) {
      approved.put(a.by(), a.groups());
    }
    overridden |= command instanceof Command.Override o && o.rollout().equals(waiting.id()) && o.bound().equals(clearance.bound());
  }

  /** A new rollout: of the deploy that is asked for, or of the one that was queued. */
  private void asked(TargetState before, Input input) {
    Optional<Command.Deploy> deploy =
        input instanceof Input.Commanded c && c.command() instanceof Command.Deploy d ? Optional.of(d) : before.queued();
    approved.clear();
    guard = deploy.map(d -> Freezing.guard(before, d)).orElse(Guard.NONE);
    overridden = deploy.flatMap(Command.Deploy::guarded).flatMap(g -> g.override()).isPresent();
  }

  private void begins(Rollout rollout, JournalRecord.Draft draft) {
    if (overridden) {
      return;
    }
    for (ApprovalRule rule : guard.approvals()) {
      long met = approved.values().stream().filter(groups -> rule.by().stream().anyMatch(groups::contains)).count();
      if (met < rule.count()) {
        violations.broken("23", "rollout " + rollout.id() + " begins with " + met + " approvals, and needs " + rule.words());
      }
    }
    boolean late = !guard.approvals().isEmpty() && !at(draft.input()).isBefore(until);
    if (late) {
      violations.broken("23", "rollout " + rollout.id() + " begins after its approval expired");
    }
    Freezes.at(guard.freeze(), wall(draft)).ifPresent(
        f -> violations.broken("24", "rollout " + rollout.id() + " begins at " + wall(draft) + ", in the freeze " + f.window()));
  }

  private void wayBack(Rollout rollout) {
    if (rollout.awaiting()) {
      violations.broken("25", "the rollback " + rollout.id() + " waits for approval or the end of a freeze");
    }
  }

  private static Instant at(Input input) {
    return switch (input) {
      case Input.Observed o -> o.observation().at();
      case Input.Commanded c -> c.at();
    };
  }

  private static Instant wall(JournalRecord.Draft draft) {
    Optional<Instant> seen = switch (draft.input()) {
      case Input.Observed o -> o.observation().wall();
      case Input.Commanded c -> c.wall();
    };
    return seen.orElse(draft.at());
  }
}
