package dev.slipway.bench.scale;

import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.spi.Router.Fence;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.core.traffic.TrafficCounts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One target's outside. */
final class Place {
  private static final int FIRST_BUCKET = 340;
  private static final int BUCKETS = 24;
  private static final int ERRORS_PER_MILLION = 500;
  private static final int FIRST_PORT = 20_000;

  private final double requestsPerSecond;
  private final Map<ReleaseId, Double> served = new HashMap<>();
  private PlatformSeen instances = new PlatformSeen(List.of());
  private RouterSeen seen = RouterSeen.NOTHING;
  private long servedUntilNanos;

  Place(double requestsPerSecond) {
    this.requestsPerSecond = requestsPerSecond;
  }

  synchronized PlatformSeen instances() {
    return instances;
  }

  synchronized void converge(Map<InstanceId, Release> running, Set<InstanceId> leaving) {
    Set<InstanceId> now = new HashSet<>(running.keySet());
    instances.instances().stream().map(Instance::id).filter(leaving::contains).forEach(now::add);
    if (instances.instances().stream().allMatch(i -> now.contains(i.id())) && instances.instances().size() == now.size()) {
      return;
    }
    instances = new PlatformSeen(now.stream().sorted().map(Place::ready).toList());
  }

  private static Instance ready(InstanceId id) {
    return new Instance(id, Condition.READY, Optional.of(new Endpoint("127.0.0.1", FIRST_PORT + id.ordinal())), 0, 0.1, 1 << 26, 0.1, "");
  }

  synchronized RouterSeen seen() {
    return seen;
  }

  synchronized void enforce(TargetSettings settings, RoutingTable table, Fence fence, long nowNanos) {
    serve(nowNanos);
    Set<InstanceId> drained = new HashSet<>();
    table.routes().stream().flatMap(r -> r.backends().stream()).filter(Backend::draining).forEach(b -> drained.add(b.instance()));
    seen =
        new RouterSeen(
            fence.epoch(), fence.generation(), Optional.of(settings), table, drained, Set.of(), Optional.of(new Endpoint("127.0.0.1", 1)),
            Optional.empty());
  }

  synchronized TrafficCounts counts(long nowNanos) {
    serve(nowNanos);
    Map<ReleaseId, ReleaseCounts> counts = new HashMap<>();
    served.forEach((release, requests) -> counts.put(release, served(requests.longValue())));
    return new TrafficCounts("boot", counts);
  }

  private void serve(long nowNanos) {
    double all = servedUntilNanos == 0 ? 0 : (nowNanos - servedUntilNanos) / 1e9 * requestsPerSecond;
    servedUntilNanos = nowNanos;
    for (ReleaseRoute route : seen.table().routes()) {
      served.merge(route.release(), all * route.weight() / 100, Double::sum);
    }
  }

  private static ReleaseCounts served(long requests) {
    Map<Integer, Long> latency = new TreeMap<>();
    for (int i = 0; i < BUCKETS; i++) {
      long upTo = requests * (i + 1) / BUCKETS - requests * i / BUCKETS;
      if (upTo > 0) {
        latency.put(FIRST_BUCKET + i, upTo);
      }
    }
    return new ReleaseCounts(requests, requests * ERRORS_PER_MILLION / 1_000_000, 0, 0, LatencyHistogram.of(latency));
  }
}
