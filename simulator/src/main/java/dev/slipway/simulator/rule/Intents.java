package dev.slipway.simulator.rule;

import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.Task;
import dev.slipway.core.rollout.UnderWay;
import dev.slipway.core.spi.Router;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.simulator.Violations;
import dev.slipway.simulator.world.Witness;
import dev.slipway.simulator.world.World;

/** Nothing is done before it is journaled (4), by an older epoch (6), or twice (19). */
final class Intents implements Witness {
  private final World world;
  private final Violations violations;
  private long routerEpoch;
  private long platformEpoch;

  Intents(World world, Violations violations) {
    this.world = world;
    this.violations = violations;
  }

  @Override
  public void taskRuns(Task task, int times, long epoch) {
    boolean newest = epoch >= world.store().epoch();
    if (newest && UnderWay.task(world.store().state()).filter(task::equals).isEmpty()) {
      violations.broken("4", "task " + task.id() + " runs, which the committed state does not wait for");
    }
    boolean again = !(task.work() instanceof Task.Work.RunHook) || task.work() instanceof Task.Work.RunHook h && h.hook().idempotent();
    if (times > 1 && !again) {
      violations.broken("19", "task " + task.id() + " runs for the " + times + "th time");
    }
  }

  @Override
  public void applied(RoutingTable before, RoutingTable table, Router.Fence fence) {
    routerEpoch = notOlder("router", fence.epoch(), routerEpoch);
  }

  @Override
  public void started(InstanceId instance, long epoch) {
    platformEpoch = notOlder("platform", epoch, platformEpoch);
  }

  @Override
  public void stopping(InstanceId instance, long epoch) {
    platformEpoch = notOlder("platform", epoch, platformEpoch);
  }

  private long notOlder(String where, long epoch, long highest) {
    if (epoch < highest) {
      violations.broken("6", "the " + where + " obeyed epoch " + epoch + " after " + highest);
    }
    return Math.max(epoch, highest);
  }
}
