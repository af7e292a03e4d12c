package dev.slipway.simulator;

import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.Shipment;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.Task;
import dev.slipway.core.spi.LogPart;
import dev.slipway.core.spi.Platform;
import dev.slipway.core.spi.Router;
import dev.slipway.core.spi.Target;
import dev.slipway.core.spi.Tasks;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TrafficCounts;
import dev.slipway.simulator.world.World;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What one server sees of the outside. Every effect takes time, and right before and right after it the server may be interrupted. */
final class Seams implements Platform, Router, Tasks {
  private final World world;
  private final Consumer<String> boundary;

  Seams(World world, Consumer<String> boundary) {
    this.world = world;
    this.boundary = boundary;
  }

  /** One thing that is done outside. */
  <T> T effect(String name, Supplier<T> effect) {
    boundary.accept("before " + name);
    world.advance(world.time().nowMillis() + world.rhythm().callMillis());
    T result = effect.get();
    boundary.accept("after " + name);
    return result;
  }

  private void effect(String name, Runnable effect) {
    Boolean unused = effect(name, () -> {
      effect.run();
      return Boolean.TRUE;
    });
  }

  @Override
  public PlatformSeen observe(TargetId target) {
    return world.platform().observe(target);
  }

  /** Asked for in every turn; only where it changes something it is an effect. */
  @Override
  public void converge(TargetId target, Map<InstanceId, Release> running, Set<InstanceId> leaving, long epoch) {
    Runnable converge = () -> world.platform().converge(target, running, leaving, epoch);
    Runnable told = world.platform().wouldChange(running, leaving) ? () -> effect("converge", converge) : converge;
    told.run();
  }

  @Override
  public Digest stage(Shipment artifact) {
    return world.platform().stage(artifact);
  }

  @Override
  public LogPart logs(TargetId target, InstanceId instance, Optional<String> after, int lines) {
    return world.platform().logs(target, instance, after, lines);
  }

  @Override
  public RouterSeen read(TargetId target) {
    return world.router().read(target);
  }

  @Override
  public void apply(Target target, RoutingTable table, Fence fence) {
    effect("apply", () -> world.router().apply(target, table, fence));
  }

  @Override
  public void remove(TargetId target, long epoch) {
    effect("remove", () -> world.router().remove(target, epoch));
  }

  @Override
  public void emergency(TargetId target, RouterSeen.Override why, long epoch) {
    effect("emergency", () -> world.router().emergency(target, why, epoch));
  }

  @Override
  public TrafficCounts counts(TargetId target) {
    return world.router().counts(target);
  }

  @Override
  public Task.Outcome outcome(TargetId target, Task task) {
    return world.tasks().outcome(target, task);
  }

  @Override
  public void start(TargetId target, Task task, Optional<Endpoint> preview, long epoch) {
    effect("task", () -> world.tasks().start(target, task, preview, epoch));
  }
}
