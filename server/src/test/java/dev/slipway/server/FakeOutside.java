package dev.slipway.server;

import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.release.Shipment;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.Task;
import dev.slipway.core.spi.LogPart;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Platform;
import dev.slipway.core.spi.Router;
import dev.slipway.core.spi.Target;
import dev.slipway.core.spi.Tasks;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.core.traffic.TrafficCounts;
import dev.slipway.server.deploy.Places;
import dev.slipway.server.deploy.Shelf;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A platform whose instances are ready at once, a router that obeys, and tasks that succeed. */
final class FakeOutside implements Platform, Shelf, Router, Tasks {
  final Set<Digest> kept = ConcurrentHashMap.newKeySet();
  final Map<String, List<String>> logs = new ConcurrentHashMap<>();
  private final Map<TargetId, Set<InstanceId>> running = new ConcurrentHashMap<>();
  private final Map<TargetId, RouterSeen> routed = new ConcurrentHashMap<>();
  volatile boolean routerAway;
  volatile boolean neverReady;
  volatile Optional<FakeUsers> users = Optional.empty();

  @Override
  public PlatformSeen observe(TargetId target) {
    return new PlatformSeen(
        running.getOrDefault(target, Set.of()).stream()
            .sorted()
            .map(
                i ->
                    new PlatformSeen.Instance(
                        i,
                        neverReady ? PlatformSeen.Condition.STARTING : PlatformSeen.Condition.READY,
                        Optional.of(new Endpoint("127.0.0.1", 20_000 + Math.floorMod(i.hashCode(), 10_000))),
                        0, 0.25, 1 << 20, 0.01, "GET /ready 200"))
            .toList());
  }

  @Override
  public void converge(TargetId target, Map<InstanceId, Release> wanted, Set<InstanceId> leaving, long epoch) {
    Set<InstanceId> next = new HashSet<>(wanted.keySet());
    running.getOrDefault(target, Set.of()).stream().filter(leaving::contains).forEach(next::add);
    running.put(target, Set.copyOf(next));
  }

  Places places() {
    return (state, router) -> new Places.Place(this, this, Optional.empty());
  }

  @Override
  public Digest stage(Shipment artifact) throws IOException {
    Digest digest = digest(artifact);
    kept.add(digest);
    return digest;
  }

  @Override
  public boolean keeps(Release release) {
    return kept.contains(release.artifact());
  }

  @Override
  public void sweep(Map<TargetId, Set<Release>> keep) {
    Set<Digest> named = new HashSet<>();
    keep.values().forEach(releases -> releases.forEach(r -> named.add(r.artifact())));
    kept.retainAll(named);
  }

  @Override
  public Digest digest(Shipment artifact) throws IOException {
    return FakeParts.digest(((Shipment.Files) artifact).place());
  }

  @Override
  public LogPart logs(TargetId target, InstanceId instance, Optional<String> after, int lines) {
    return FakeParts.part(List.copyOf(logs.getOrDefault(instance.toString(), List.of())), after, lines);
  }

  @Override
  public RouterSeen read(TargetId target) {
    if (routerAway) {
      throw new OutsideException("SLW-4054", "the proxy does not answer");
    }
    return routed.getOrDefault(target, RouterSeen.NOTHING);
  }

  @Override
  public void apply(Target target, RoutingTable table, Fence fence) {
    TargetSettings settings = target.settings();
    Set<InstanceId> drained = new HashSet<>(running.getOrDefault(target.id(), Set.of()));
    table.routes().forEach(r -> r.backends().stream().filter(b -> !b.draining()).map(Backend::instance).forEach(drained::remove));
    routed.put(
        target.id(),
        new RouterSeen(
            fence.epoch(), fence.generation(), Optional.of(settings), table, drained, Set.of(), Optional.of(new Endpoint("127.0.0.1", 19_999)), Optional.empty()));
  }

  @Override
  public void remove(TargetId target, long epoch) {
    routed.remove(target);
  }

  @Override
  public void emergency(TargetId target, RouterSeen.Override why, long epoch) {
    routed.computeIfPresent(target, (t, s) -> new RouterSeen(
        s.epoch(), s.generation(), s.settings(), s.table(), s.drained(), s.busy(), s.preview(), Optional.of(why)));
  }

  @Override
  public TrafficCounts counts(TargetId target) {
    if (users.isPresent()) {
      return users.get().counts(read(target).table());
    }
    Map<ReleaseId, ReleaseCounts> counts = new HashMap<>();
    read(target).table().routes().forEach(r -> counts.put(r.release(), new ReleaseCounts(1000, 10, 0, 3, LatencyHistogram.of(Map.of(200, 1000L)))));
    return new TrafficCounts("boot", counts);
  }

  @Override
  public Task.Outcome outcome(TargetId target, Task task) {
    return new Task.Outcome.Succeeded("fine");
  }

  @Override
  public void start(TargetId target, Task task, Optional<Endpoint> preview, long epoch) {
    throw new IllegalStateException("a task that has an outcome is not started");
  }
}
