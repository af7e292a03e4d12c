package dev.slipway.adapters.kubernetes;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The objects of one namespace that Slipway looks at, watched and never polled. While the cluster does not tell of changes, nothing is
 * known of them and every look says so.
 */
final class Namespace implements AutoCloseable {
  /** Indexes: of Deployments and pods by whose they are, of pods by the hash of their template. */
  static final String BY_TARGET = "target";
  static final String BY_HASH = "hash";

  private final Cluster cluster;
  private final String name;
  private final List<Watched<?>> opened = new ArrayList<>();
  private volatile List<Watched<?>> all = List.of();
  private final Silence silence;
  private final Map<String, Watched<GenericKubernetesResource>> custom = new ConcurrentHashMap<>();
  private Optional<Watched<StatefulSet>> statefulSets = Optional.empty();
  private Watched<Deployment> deployments;
  private Watched<Pod> pods;
  private Watched<Service> services;
  private Watched<Endpoints> endpoints;

  @SuppressWarnings("NullAway.Init")
  Namespace(Cluster cluster, String name, LongSupplier nanoClock) {
    this.cluster = cluster;
    this.name = name;
    this.silence = new Silence(cluster, name, nanoClock);
  }

  String name() {
    return name;
  }

  KubernetesClient client() {
    return cluster.client();
  }

  Cluster cluster() {
    return cluster;
  }

  Watched<Deployment> deployments() {
    current();
    return deployments;
  }

  Watched<Pod> pods() {
    current();
    return pods;
  }

  Watched<Service> services() {
    current();
    return services;
  }

  Watched<Endpoints> endpoints() {
    current();
    return endpoints;
  }

  /** Watched from the first look at them on: who has none needs no right to see them. */
  synchronized Watched<StatefulSet> statefulSets() {
    current();
    statefulSets = Optional.of(statefulSets.orElseGet(() -> later("statefulsets", client().apps().statefulSets())));
    return statefulSets.get();
  }

  /** Objects of any kind, watched from the first look at them on. */
  Watched<GenericKubernetesResource> custom(String apiVersion, String kind) {
    current();
    return custom.computeIfAbsent(apiVersion + " " + kind, k -> later(kind, Watching.custom(cluster, apiVersion, kind)));
  }

  private synchronized <T extends HasMetadata> Watched<T> later(String kind, AnyNamespaceOperation<T, ?, ?> kindOf) {
    Watched<T> watched = watch(kind, kindOf, Map.of());
    all = List.copyOf(opened);
    return watched;
  }

  /** Changes some fields of an object, if it is still as it was read. */
  <T extends HasMetadata> T patch(Watched<T> watched, T object, String merge) {
    return watched.wrote(cluster.call("patch " + watched.kind() + " " + object.getMetadata().getName(),
        () -> client().resource(object).inNamespace(name).patch(PatchContext.of(PatchType.JSON_MERGE), merge)));
  }

  /** Reads an object anew, for the cluster may not have told yet of what it is now. */
  <T extends HasMetadata> void refresh(Watched<T> watched, T object) {
    watched.read(object.getMetadata().getName(), cluster.call("get " + watched.kind() + " " + object.getMetadata().getName(),
        () -> client().resource(object).inNamespace(name).get()));
  }

  /** Makes sure that what is looked at is true now. */
  private void current() {
    if (all.isEmpty()) {
      open();
    }
    silence.check(all.stream().allMatch(Watched::live));
  }

  private synchronized void open() {
    if (!all.isEmpty()) {
      return;
    }
    close();
    deployments = watch("deployments", client().apps().deployments(),
        Map.of(BY_TARGET, deployment -> Marks.annotation(deployment, Names.TARGET).stream().toList()));
    services = watch("services", client().services(), Map.of());
    endpoints = watch("endpoints", client().endpoints(), Map.of());
    pods = watch("pods", client().pods(), Map.of(BY_TARGET, pod -> Marks.label(pod, Names.TARGET).stream().toList(),
        BY_HASH, pod -> Marks.label(pod, Names.POD_TEMPLATE_HASH).stream().toList()));
    all = List.copyOf(opened);
  }

  private <T extends HasMetadata> Watched<T> watch(
      String kind, AnyNamespaceOperation<T, ?, ?> kindOf, Map<String, Function<T, List<String>>> indexes) {
    Watched<T> watched = Watching.of(cluster, name, kind, kindOf, indexes);
    opened.add(watched);
    return watched;
  }

  @Override
  public synchronized void close() {
    opened.forEach(Watched::close);
    opened.clear();
    custom.clear();
    statefulSets = Optional.empty();
    all = List.of();
  }
}
