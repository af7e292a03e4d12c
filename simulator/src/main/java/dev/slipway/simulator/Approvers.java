package dev.slipway.simulator;

import dev.slipway.core.release.Digest;
import dev.slipway.core.rollout.Clearance;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.simulator.scenario.Dice;
import java.util.List;
import java.util.Optional;

/** Those who are asked to approve: rightly, wrongly, and sometimes not at all. */
final class Approvers {
  private static final Digest ANOTHER = new Digest("a".repeat(64));
  private static final List<String> MANAGERS = List.of("managers");

  private Approvers() {}

  static Optional<Command> say(Rollout rollout, Dice dice) {
    Digest bound = rollout.clearance().map(Clearance::bound).orElse(ANOTHER);
    return switch (dice.between(0, 15)) {
      case 0, 1, 2 -> Optional.of(new Command.Approve("bea", rollout.id(), bound, MANAGERS, ""));
      case 3, 4 -> Optional.of(new Command.Approve("carl", rollout.id(), bound, MANAGERS, ""));
      case 5 -> Optional.of(new Command.Approve(rollout.by(), rollout.id(), bound, MANAGERS, ""));
      case 6 -> Optional.of(new Command.Approve("dora", rollout.id(), ANOTHER, MANAGERS, ""));
      case 7 -> Optional.of(new Command.Approve("emil", rollout.id(), bound, List.of("others"), ""));
      case 8 -> Optional.of(new Command.Deny("bea", rollout.id(), "no"));
      case 9 -> Optional.of(new Command.Override("olga", rollout.id(), bound, "it cannot wait"));
      case 11 -> Optional.of(new Command.Override("olga", rollout.id(), ANOTHER, "it cannot wait"));
      case 10 -> Optional.of(new Command.Rollback("anna", "back", Optional.empty()));
      default -> Optional.empty();
    };
  }
}
