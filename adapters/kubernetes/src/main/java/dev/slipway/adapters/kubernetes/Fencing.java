package dev.slipway.adapters.kubernetes;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router.Fence;

/** What must hold before a table takes the place of what is there. */
final class Fencing {
  private Fencing() {}

  static void check(Written was, TargetId target, Fence fence) {
    epoch(was, target, fence.epoch());
    if (was.generation() >= fence.generation()) {
      throw new OutsideException("SLW-4302", "generation " + fence.generation() + " of " + target + " was refused: " + was.generation()
          + " is in force" + ClusterFault.HELD);
    }
    if (was.override().isPresent() && !fence.clearsOverride()) {
      throw new OutsideException(
          "SLW-4303", "an emergency is in force for " + target + ClusterFault.HELD + ": on stable, until it is answered");
    }
  }

  static void epoch(Written was, TargetId target, long epoch) {
    if (!was.target().equals(target)) {
      throw new OutsideException("SLW-4305", "it belongs to " + was.target() + " and not to " + target + ClusterFault.HELD
          + ". Give each target a Service or route of its own");
    }
    if (epoch < was.epoch()) {
      throw new OutsideException("SLW-4301", "epoch " + epoch + " of " + target + " was refused: epoch " + was.epoch() + " works on it"
          + ClusterFault.HELD + "; another server has taken over");
    }
  }
}
