package dev.slipway.server;

import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TrafficCounts;

/** A router that refuses emergencies while it is told to. */
final class RefusingRouter implements Router {
  private final Router right;
  boolean refuses;

  RefusingRouter(Router right) {
    this.right = right;
  }

  @Override
  public RouterSeen read(TargetId target) {
    return right.read(target);
  }

  @Override
  public void apply(Target target, RoutingTable table, Fence fence) {
    right.apply(target, table, fence);
  }

  @Override
  public void emergency(TargetId target, RouterSeen.Override why, long epoch) {
    if (refuses) {
      throw new OutsideException("SLW-4021", "another server has taken over");
    }
    right.emergency(target, why, epoch);
  }

  @Override
  public void remove(TargetId target, long epoch) {
    right.remove(target, epoch);
  }

  @Override
  public TrafficCounts counts(TargetId target) {
    return right.counts(target);
  }
}
