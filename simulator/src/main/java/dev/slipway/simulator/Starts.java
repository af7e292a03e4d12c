package dev.slipway.simulator;

import dev.slipway.core.rollout.Decider;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.loop.Outside;
import dev.slipway.engine.loop.TargetLoop;
import dev.slipway.simulator.world.SimStore;
import dev.slipway.simulator.world.World;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Starts one server process after the other, each by a name of its own. */
final class Starts {
  private final World world;
  private final Plant plant;
  private final BiConsumer<Server, String> crossed;
  private final boolean watchesJump;
  private int born;

  /**
   * None yet.
   *
   * @param watchesJump then a death is noticed only when the lease has run out, as where the machine dies with the process
   * @param crossed told of each place at which a server can be interrupted, when it gets there
   */
  Starts(World world, Plant plant, boolean watchesJump, BiConsumer<Server, String> crossed) {
    this.world = world;
    this.plant = plant;
    this.watchesJump = watchesJump;
    this.crossed = crossed;
  }

  /** Every second one is on a machine that dies with it. */
  Server next(TargetId target, long now) {
    List<SimStore.Entry> entries = world.store().entries();
    Instant notBefore = entries.isEmpty() ? Instant.MIN : entries.getLast().draft().at();
    Server[] self = new Server[1];
    Consumer<String> boundary = where -> crossed.accept(self[0], where);
    Seams seams = new Seams(world, boundary);
    StoreSeam store = new StoreSeam(world, seams, boundary);
    Outside outside = plant.outside(new Outside(seams, seams, seams, world.source()));
    String name = "server-" + ++born;
    TargetLoop loop =
        new TargetLoop(target, name, plant.store(store), state -> outside, world.time().clocks(notBefore), plant.decide(Decider::decide));
    self[0] = new Server(name, born % 2 == 1 && !watchesJump, loop, store, now);
    return self[0];
  }
}
