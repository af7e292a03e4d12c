package dev.slipway.adapters.haproxy;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router.Fence;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.RoutingTable;
import java.util.Optional;

/** Tells a stale writer from the right one, by what HAProxy itself keeps. The codes are those of the embedded proxy. */
final class Fencing {
  private Fencing() {}

  /** Refuses a table whose writer has lost the target, or that is not newer than the one in force. */
  static void admit(Recorded before, Target target, RoutingTable table, Fence fence) {
    epoch(before, target.id(), fence.epoch());
    if (before.override().isPresent() && !fence.clearsOverride()) {
      throw new OutsideException(
          "SLW-4023", "an emergency of " + before.override().get().by() + " is in force for " + target.id() + ": "
              + before.override().get().reason() + ". All traffic stays on stable until it is cleared");
    }
    boolean current = before.epoch() == fence.epoch() && fence.generation() <= before.generation();
    if (current && !same(before, target, table, fence)) {
      throw new OutsideException(
          "SLW-4022", "generation " + fence.generation() + " of " + target.id() + " is not newer than " + before.generation()
              + ", which is in force. Traffic goes on as before");
    }
  }

  static void epoch(Recorded before, TargetId target, long epoch) {
    if (epoch < before.epoch()) {
      throw new OutsideException(
          "SLW-4021", "epoch " + epoch + " of " + target + " is older than " + before.epoch()
              + ": another server has taken over. Traffic goes on as before");
    }
  }

  /** Whether it is the very table in force, given once more. */
  static boolean same(Recorded before, Target target, RoutingTable table, Fence fence) {
    return before.epoch() == fence.epoch() && before.generation() == fence.generation() && before.table().equals(table)
        && before.settings().equals(Optional.of(target.settings()));
  }
}
