package dev.slipway.bench.rig;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A service in a namespace of its own, as its team has it. The cluster is the one of KUBECONFIG; its images are made of what is installed
 * here.
 */
public final class ClusterNamespace implements AutoCloseable {
  private static final Duration READY = Duration.ofMinutes(4);

  private final ClusterAccess cluster;
  private final String name;
  private final ClusterService service;

  private ClusterNamespace(ClusterAccess cluster, String name, ClusterService service) {
    this.cluster = cluster;
    this.name = name;
    this.service = service;
  }

  /** Makes images and namespace, and waits until everything in it is ready. */
  public static ClusterNamespace create(Workspace workspace, String name, ClusterService service) {
    List<Path> manifests = service.manifests().apply(workspace);
    ClusterAccess cluster = ClusterAccess.open();
    KubernetesClient client = cluster.client();
    var made = client.resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build()).create();
    ClusterNamespace namespace = new ClusterNamespace(cluster, made.getMetadata().getName(), service);
    for (Path file : manifests) {
      workspace.run(List.of("kubectl", "--kubeconfig", cluster.kubeconfig(), "-n", name, "apply", "-f", file.toString()));
    }
    workspace.run(List.of("kubectl", "--kubeconfig", cluster.kubeconfig(), "-n", name, "patch", "service", service.name(), "-p",
        "{\"spec\":{\"type\":\"NodePort\"}}"));
    // An autoscaler without measurements of its pods has nothing to say.
    var gone = client.autoscaling().v1().horizontalPodAutoscalers().inNamespace(name).delete();
    if (!Wait.until(READY, 100, () -> namespace.serving().size() == 3)) {
      namespace.close();
      throw new RigException(service.name() + " was not ready within " + READY.toSeconds() + " s. See: kubectl -n " + name + " get pods");
    }
    return namespace;
  }

  /** Its slipway.yaml. */
  public ServiceFile file(Target target) {
    return ServiceFile.inCluster(service.name(), service.image(), target.environment(), cluster.kubeconfig(), name)
        .with("health", "{ startup-deadline: 4m }");
  }

  /** A client of the cluster. */
  public KubernetesClient client() {
    return cluster.client();
  }

  /** The file by which the cluster is reached. */
  public String kubeconfig() {
    return cluster.kubeconfig();
  }

  /** What runs in it. */
  public ClusterService service() {
    return service;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Where requests go: the Service, by the port of it that this node forwards. */
  public String url() {
    return "http://127.0.0.1:"
        + client().services().inNamespace(name).withName(service.name()).get().getSpec().getPorts().getFirst().getNodePort();
  }

  /** Addresses of the pods that requests go to. */
  public Set<String> serving() {
    Endpoints endpoints = client().endpoints().inNamespace(name).withName(service.name()).get();
    return endpoints == null ? Set.of() : addresses(endpoints);
  }

  /** Addresses in endpoints. */
  public static Set<String> addresses(Endpoints endpoints) {
    return endpoints.getSubsets().stream().flatMap(s -> s.getAddresses().stream()).map(a -> a.getIp()).collect(Collectors.toSet());
  }

  @Override
  public void close() {
    var gone = client().namespaces().withName(name).delete();
    cluster.close();
  }
}
