package dev.slipway.bench.scale;

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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Instances that are ready as soon as they are asked for, and a router that shares out counted, not real, requests. */
final class Fleet implements Platform, Router, Tasks {
  private final Map<TargetId, Place> places = new ConcurrentHashMap<>();
  private final double requestsPerSecond;
  private final Looks looks;

  Fleet(double requestsPerSecond, Looks looks) {
    this.requestsPerSecond = requestsPerSecond;
    this.looks = looks;
  }

  private Place place(TargetId target) {
    return places.computeIfAbsent(target, t -> new Place(requestsPerSecond));
  }

  @Override
  public PlatformSeen observe(TargetId target) {
    looks.looked(target);
    return place(target).instances();
  }

  @Override
  public void converge(TargetId target, Map<InstanceId, Release> running, Set<InstanceId> leaving, long epoch) {
    place(target).converge(running, leaving);
  }

  @Override
  public RouterSeen read(TargetId target) {
    return place(target).seen();
  }

  @Override
  public void apply(Target target, RoutingTable table, Fence fence) {
    place(target.id()).enforce(target.settings(), table, fence, System.nanoTime());
  }

  @Override
  public void emergency(TargetId target, RouterSeen.Override why, long epoch) {
    throw new IllegalStateException("nothing goes wrong in this fleet");
  }

  @Override
  public void remove(TargetId target, long epoch) {
    places.remove(target);
  }

  @Override
  public TrafficCounts counts(TargetId target) {
    return place(target).counts(System.nanoTime());
  }

  @Override
  public Task.Outcome outcome(TargetId target, Task task) {
    return new Task.Outcome.Succeeded("");
  }

  @Override
  public void start(TargetId target, Task task, Optional<Endpoint> preview, long epoch) {}

  @Override
  public Digest stage(Shipment artifact) {
    throw new IllegalStateException("nothing is staged here: " + artifact);
  }

  @Override
  public LogPart logs(TargetId target, InstanceId instance, Optional<String> after, int lines) {
    throw new IllegalStateException("nothing is written here by " + instance);
  }
}
