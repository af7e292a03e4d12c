package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Router.Fence;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.KubernetesWay;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A team's shop in a namespace of its own, adopted, and what an engine would do with it. */
final class Cast implements AutoCloseable {
  static final TargetId TARGET = new TargetId("shop", "production");

  final String namespace;
  final RouterSpec.Kubernetes spec;
  final Clusters server;
  final ClusterPlatform platform;
  final KubernetesRouter router;
  private long generation;

  Cast(String name, int replicas) {
    this(name, replicas, new KubernetesWay.Selector());
  }

  Cast(String name, int replicas, KubernetesWay way) {
    namespace = RealCluster.namespace(name);
    TeamObjects.make(namespace, replicas);
    TeamObjects.awaitReady(namespace, replicas);
    spec = TeamObjects.spec(namespace, way);
    server = new Clusters(InstantSource.system(), System::nanoTime);
    platform = server.platform(spec);
    router = server.router(spec);
  }

  /** The same shop, worked on by another server, or with other rights. */
  Cast(Cast same, Clusters other, RouterSpec.Kubernetes otherSpec) {
    namespace = same.namespace;
    spec = otherSpec;
    server = other;
    platform = other.platform(otherSpec);
    router = other.router(otherSpec);
  }

  /** What runs already, taken as the release 1.0. */
  Release adopted() {
    int replicas = platform.standing().orElseThrow().instances();
    Release release = KubernetesPlatformContractTest.release(platform, "1.0", replicas);
    platform.adopt(TARGET, release);
    return release;
  }

  Release release(String version, int instances) {
    return KubernetesPlatformContractTest.release(platform, version, instances);
  }

  /** Asks for these instances of releases. */
  void converge(Map<Release, Integer> wanted) {
    Map<InstanceId, Release> running = new LinkedHashMap<>();
    wanted.forEach((release, n) -> {
      for (int i = 0; i < n; i++) {
        running.put(new InstanceId(release.id(), i), release);
      }
    });
    platform.converge(TARGET, running, Set.of(), 1);
  }

  PlatformSeen awaitReady(Release release, int n) {
    RealCluster.await(n + " of " + release.id() + " are ready", () -> platform.observe(TARGET).ready(release.id()) == n);
    return platform.observe(TARGET);
  }

  /** Puts the weights in force, for the instances that are there. */
  void route(Release stable, Optional<Release> preview, Map<Release, Integer> weights) {
    List<ReleaseRoute> routes = new ArrayList<>();
    PlatformSeen seen = platform.observe(TARGET);
    weights.forEach((release, weight) -> routes.add(new ReleaseRoute(release.id(), weight, seen.instances().stream()
        .filter(i -> i.id().release().equals(release.id()) && i.condition() == Condition.READY)
        .map(i -> new Backend(i.id(), i.endpoint().orElseThrow(), false)).toList())));
    RoutingTable table = new RoutingTable(Optional.of(stable.id()), preview.map(Release::id), routes);
    TargetSettings settings = new TargetSettings(
        new Endpoint("shop", 80), Optional.empty(), Optional.empty(), Duration.ofSeconds(2), Optional.of(spec), Optional.empty());
    generation = Math.max(generation, router.read(TARGET).generation()) + 1;
    router.apply(new Target(TARGET, settings), table, new Fence(1, generation, false));
  }

  /** Addresses that requests to a Service go to. */
  Set<String> endpoints(String service) {
    Set<String> found = new java.util.TreeSet<>();
    var endpoints = RealCluster.admin().endpoints().inNamespace(namespace).withName(service).get();
    endpoints.getSubsets().forEach(s -> s.getAddresses().forEach(a -> found.add(a.getIp())));
    return found;
  }

  Set<String> pods(Release release) {
    Set<String> found = new java.util.TreeSet<>();
    platform.observe(TARGET).instances().stream().filter(i -> i.id().release().equals(release.id()))
        .forEach(i -> found.add(i.endpoint().orElseThrow().host()));
    return found;
  }

  String kubectl(String... arguments) {
    List<String> all = new ArrayList<>(List.of("-n", namespace));
    all.addAll(List.of(arguments));
    return RealCluster.kubectl(all.toArray(String[]::new));
  }

  @Override
  public void close() {
    server.close();
    RealCluster.remove(namespace);
  }
}
