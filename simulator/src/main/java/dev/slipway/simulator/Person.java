package dev.slipway.simulator;

import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.ForeignChanges;
import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.simulator.scenario.Dice;
import dev.slipway.simulator.world.SimStore;
import dev.slipway.simulator.world.World;
import java.util.List;
import java.util.Optional;

/** Somebody who answers when a rollout waits for a person, and who must have been told (invariant 16). */
final class Person {
  private static final int MOST_ANSWERS = 8;

  private final World world;
  private final Violations violations;
  private final Dice dice;
  private int answers;

  Person(World world, Violations violations, long seed) {
    this.world = world;
    this.violations = violations;
    this.dice = new Dice(~seed);
  }

  /** What the person says now; nothing when nobody waits for it. */
  Optional<Command> answer() {
    TargetState state = world.store().state();
    if (ForeignChanges.holds(state)) {
      return Optional.of(new Command.Resume("anna"));
    }
    Optional<Rollout> asking = state.rollout().filter(r -> r.paused().isEmpty() && r.phase() instanceof Phase.Awaiting a && !a.approved());
    if (asking.isPresent()) {
      return Approvers.say(asking.get(), dice);
    }
    Optional<Rollout> waiting = state.rollout().filter(Person::waits);
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    if (waiting.get().paused().isEmpty() && !told()) {
      violations.broken("16", "rollout " + waiting.get().id() + " waits for a person, and nobody was told");
    }
    answers++;
    return Optional.of(answers > MOST_ANSWERS ? new Command.Abort("anna", "enough") : choice(waiting.get()));
  }

  private Command choice(Rollout rollout) {
    if (rollout.paused().isPresent() && dice.percent(50)) {
      return new Command.Resume("anna");
    }
    return dice.percent(60) ? new Command.Promote("anna", dice.percent(30)) : new Command.Abort("anna", "looked at it");
  }

  private static boolean waits(Rollout rollout) {
    return rollout.paused().isPresent() || rollout.phase() instanceof Phase.Baking b && b.held().isPresent();
  }

  private boolean told() {
    List<SimStore.Entry> entries = world.store().entries();
    for (int i = entries.size() - 1; i >= 0; i--) {
      for (Event event : entries.get(i).draft().events()) {
        if (event instanceof Event.Told) {
          return true;
        }
        if (event instanceof Event.RolloutStarted) {
          return false;
        }
      }
    }
    return false;
  }
}
