package dev.slipway.simulator.world;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.rollout.Task;
import dev.slipway.core.spi.Router;
import dev.slipway.core.traffic.RoutingTable;

/** Sees everything that takes effect in a run, at the moment it does. */
public interface Witness {
  /** A decision was committed. */
  default void committed(TargetState before, TargetState after, JournalRecord.Draft draft) {}

  /** The router took a table, which it may put in force a little later. {@code before} is the one in force until then. */
  default void applied(RoutingTable before, RoutingTable table, Router.Fence fence) {}

  /** The router took an emergency that an engine declared. */
  default void declared(RouterSeen.Override why) {}

  /** An instance was started because the platform was asked to. */
  default void started(InstanceId instance, long epoch) {}

  /** An instance is told to stop because the platform was asked to; it is still in its former condition. */
  default void stopping(InstanceId instance, long epoch) {}

  /** A task runs for the {@code times}th time. */
  default void taskRuns(Task task, int times, long epoch) {}

  /** Time has passed, in which nothing changed. */
  default void elapsed(long millis) {}
}
