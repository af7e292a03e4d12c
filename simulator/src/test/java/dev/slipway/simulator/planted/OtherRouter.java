package dev.slipway.simulator.planted;

import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Router;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TrafficCounts;
import java.util.function.UnaryOperator;

/** A router that is told something else than the loop decided, and reads back what the loop believes. */
final class OtherRouter implements Router {
  private final Router right;
  private final UnaryOperator<RoutingTable> table;
  private final UnaryOperator<Fence> fence;
  private RoutingTable believed = RoutingTable.EMPTY;
  private RoutingTable told = RoutingTable.EMPTY;
  private long epoch;

  OtherRouter(Router right, UnaryOperator<RoutingTable> table, UnaryOperator<Fence> fence) {
    this.right = right;
    this.table = table;
    this.fence = fence;
  }

  @Override
  public RouterSeen read(TargetId target) {
    RouterSeen s = right.read(target);
    boolean ours = epoch > 0 && s.table().equals(told);
    return ours ? new RouterSeen(epoch, s.generation(), s.settings(), believed, s.drained(), s.busy(), s.preview(), s.override()) : s;
  }

  @Override
  public void apply(Target target, RoutingTable wanted, Fence right) {
    believed = wanted;
    told = table.apply(wanted);
    epoch = right.epoch();
    this.right.apply(target, told, fence.apply(right));
  }

  @Override
  public void remove(TargetId target, long byEpoch) {
    right.remove(target, fence.apply(new Fence(byEpoch, 0, false)).epoch());
  }

  @Override
  public void emergency(TargetId target, RouterSeen.Override why, long byEpoch) {
    right.emergency(target, why, fence.apply(new Fence(byEpoch, 0, false)).epoch());
  }

  @Override
  public TrafficCounts counts(TargetId target) {
    return right.counts(target);
  }
}
