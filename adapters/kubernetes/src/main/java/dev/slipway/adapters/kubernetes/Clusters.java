package dev.slipway.adapters.kubernetes;

import dev.slipway.adapters.kubernetes.readiness.Facts;
import dev.slipway.core.traffic.KubernetesPlace;
import dev.slipway.core.traffic.KubernetesWay;
import dev.slipway.core.traffic.RouterSpec;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** Every cluster that targets are in, each opened when the first of them is looked at. Targets in one namespace share its watches. */
public final class Clusters implements AutoCloseable {
  private final InstantSource clock;
  private final LongSupplier nanoClock;
  private final Map<List<Optional<String>>, Cluster> clusters = new ConcurrentHashMap<>();
  private final Map<RouterSpec.Kubernetes, ClusterPlatform> platforms = new ConcurrentHashMap<>();
  private final Map<RouterSpec.Kubernetes, KubernetesRouter> routers = new ConcurrentHashMap<>();

  public Clusters(InstantSource clock, LongSupplier nanoClock) {
    this.clock = clock;
    this.nanoClock = nanoClock;
  }

  /** Where instances of such a target run. */
  public ClusterPlatform platform(RouterSpec.Kubernetes spec) {
    return platforms.computeIfAbsent(
        spec, s -> s.inOrder() ? new OrderedPlatform(namespace(s.place()), s) : new KubernetesPlatform(namespace(s.place()), s));
  }

  /** What shares out its requests. */
  public KubernetesRouter router(RouterSpec.Kubernetes spec) {
    return routers.computeIfAbsent(spec, this::routed);
  }

  /** What is looked at to say whether such a target is fit for production. Changes nothing. */
  public Facts facts(RouterSpec.Kubernetes spec) {
    return new Gathering(cluster(spec.place()), spec).facts();
  }

  private KubernetesRouter routed(RouterSpec.Kubernetes spec) {
    Team team = new Team(namespace(spec.place()), spec);
    Groups groups = new Groups(team.namespace());
    GroupServices services = new GroupServices(team, groups);
    Previews previews = new Previews(spec.movesTraffic() ? Optional.of(services) : Optional.empty());
    return new KubernetesRouter(spec, mover(team, services, spec.way()), previews, clock, new Autoscalers(team, groups));
  }

  private static Mover mover(Team team, GroupServices services, KubernetesWay way) {
    return switch (way) {
      case KubernetesWay.Selector s -> new ServiceMover(team, services);
      case KubernetesWay.Gateway g -> new GatewayMover(team, services, g);
      case KubernetesWay.IngressNginx i -> new WeightMover(team, services, new CanaryIngress(team, i));
      case KubernetesWay.Custom c -> new WeightMover(team, services, new CustomWeights(team, c));
      case KubernetesWay.None n -> new Unmoved<>(team, team.namespace()::deployments, team::deployment);
      case KubernetesWay.Ordered o -> new Unmoved<>(team, team.namespace()::statefulSets, team::set);
    };
  }

  private Namespace namespace(KubernetesPlace place) {
    return cluster(place).namespace(place);
  }

  private Cluster cluster(KubernetesPlace place) {
    return clusters.computeIfAbsent(List.of(place.kubeconfig(), place.context()),
        k -> new Cluster(place.kubeconfig(), place.context(), clock, nanoClock));
  }

  @Override
  public void close() {
    clusters.values().forEach(Cluster::close);
  }
}
