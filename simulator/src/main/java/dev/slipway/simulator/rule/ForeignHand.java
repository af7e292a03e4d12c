package dev.slipway.simulator.rule;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.ForeignChanges;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.RolloutId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Router;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.simulator.Violations;
import dev.slipway.simulator.scenario.Happening.Part;
import dev.slipway.simulator.world.Witness;
import dev.slipway.simulator.world.World;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * What somebody else changed at the router is told, left as it is without a person's word, and never written over twice by a way back
 * (22).
 */
final class ForeignHand implements Witness {
  private static final long MOST_MILLIS_UNTOLD = 5_000;

  private final World world;
  private final Violations violations;
  private final BooleanSupplier engineWorks;
  private final Map<RolloutId, Integer> wroteOver = new HashMap<>();
  private int change;
  private boolean told;
  private boolean word;
  private long untoldMillis;

  ForeignHand(World world, Violations violations, BooleanSupplier engineWorks) {
    this.world = world;
    this.violations = violations;
    this.engineWorks = engineWorks;
  }

  @Override
  public void committed(TargetState before, TargetState after, JournalRecord.Draft draft) {
    notice();
    told |= draft.events().stream().anyMatch(e -> e instanceof Event.RouterChanged);
    word |= draft.input() instanceof Input.Commanded(Command command, var at, var wall) && answers(command);
    boolean rises = after.rollout().filter(r -> r.weight() > weight(before, r)).isPresent();
    if (world.router().foreign() && told && !word && rises) {
      violations.broken("22", "the weight rises at a router that somebody else changed, and nobody said that it may");
    }
  }

  private static boolean answers(Command command) {
    return switch (command) {
      case Command.Resume r -> true;
      case Command.Rollback r -> true;
      case Command.Abort a -> true;
      case Command.Deploy d -> d.whenBusy() == Command.WhenBusy.SUPERSEDE;
      case Command.Remove r -> true;
      case Command.Pause p -> false;
      case Command.Promote p -> false;
      case Command.Approve a -> false;
      case Command.Deny d -> false;
      case Command.Override o -> false;
      case Command.Unqueue u -> false;
      case Command.Adopt a -> false;
      case Command.Administer a -> false;
      case Command.NoteProblem n -> false;
      case Command.Shorten s -> false;
    };
  }

  private static int weight(TargetState state, Rollout of) {
    return state.rollout().filter(r -> r.id().equals(of.id())).map(Rollout::weight).orElse(0);
  }

  @Override
  public void applied(RoutingTable before, RoutingTable table, Router.Fence fence) {
    notice();
    if (!world.router().foreign() || word || fence.epoch() < world.store().epoch()) {
      return;
    }
    Optional<Rollout> back = world.store().state().rollout().filter(Rollout::goingBack);
    // A table that takes effect late is written again: that is still the same change.
    if (back.isEmpty() || wroteOver.merge(back.get().id(), change, (first, now) -> first) != change) {
      violations.broken("22", back.isEmpty() ? "what somebody else changed is written over without anybody's word"
          : "a way back writes over what somebody else changed a second time");
    }
  }

  @Override
  public void elapsed(long millis) {
    notice();
    boolean could = world.router().foreign() && !told && engineWorks.getAsBoolean() && !world.out(Part.ROUTER) && !world.out(Part.STORE);
    untoldMillis = could ? untoldMillis + millis : 0;
    if (untoldMillis > MOST_MILLIS_UNTOLD) {
      violations.broken("22", "somebody else changed the router, and nobody was told");
    }
  }

  private void notice() {
    if (world.router().foreignChanges() > change) {
      change = world.router().foreignChanges();
      // What is changed while a change is held already holds as that one does.
      told = ForeignChanges.holds(world.store().state());
      word = false;
      untoldMillis = 0;
    }
  }
}
