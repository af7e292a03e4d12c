package dev.slipway.bench.rig;

import io.fabric8.kubernetes.api.model.Endpoints;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The example redis-gateway in a namespace of its own, as its team has it: webdis in three pods over Redis. The cluster is the one of
 * KUBECONFIG; its images are made of what is installed here.
 */
public final class ClusterNamespace implements AutoCloseable {
  /** What there are images of. */
  public static final List<String> VERSIONS = List.of("1.0.0", "1.1.0", "1.2.0");

  private static final Duration READY = Duration.ofSeconds(60);
  private static final Path EXAMPLE = Path.of("examples/redis-gateway/kubernetes");

  private final String kubeconfig;
  private final KubernetesClient client;
  private final String name;

  private ClusterNamespace(String kubeconfig, KubernetesClient client, String name) {
    this.kubeconfig = kubeconfig;
    this.client = client;
    this.name = name;
  }

  /** Makes images and namespace, and waits until everything in it is ready. */
  public static ClusterNamespace create(Workspace workspace, String name) {
    String kubeconfig = System.getenv().getOrDefault("KUBECONFIG", "/tmp/kubernetes/admin.kubeconfig");
    try {
      Path example = Installation.checkout().resolve(EXAMPLE);
      workspace.run(List.of("sh", example.resolve("build-image").toString(), "local/webdis:1.0.0", "local/webdis:1.1.0",
          "local/webdis:1.2.0"));
      KubernetesClient client = new KubernetesClientBuilder()
          .withConfig(Config.fromKubeconfig(null, Files.readString(Path.of(kubeconfig)), kubeconfig)).build();
      var made = client.resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build()).create();
      ClusterNamespace namespace = new ClusterNamespace(kubeconfig, client, made.getMetadata().getName());
      for (String file : List.of("redis.yaml", "webdis.yaml")) {
        workspace.run(List.of("kubectl", "--kubeconfig", kubeconfig, "-n", name, "apply", "-f", example.resolve(file).toString()));
      }
      workspace.run(List.of("kubectl", "--kubeconfig", kubeconfig, "-n", name, "patch", "service", "redis-gateway", "-p",
          "{\"spec\":{\"type\":\"NodePort\"}}"));
      // An autoscaler without measurements of its pods has nothing to say.
      var gone = client.autoscaling().v1().horizontalPodAutoscalers().inNamespace(name).delete();
      if (!Wait.until(READY, 100, () -> namespace.serving().size() == 3)) {
        namespace.close();
        throw new RigException("webdis was not ready within " + READY.toSeconds() + " s. See: kubectl -n " + name + " get pods");
      }
      return namespace;
    } catch (IOException e) {
      throw new RigException("the kubeconfig " + kubeconfig + " cannot be read: start a cluster, and set KUBECONFIG", e);
    }
  }

  /** Its slipway.yaml. */
  public ServiceFile file(Target target) {
    return new ServiceFile("redis-gateway", new ServiceFile.Artifact("local/webdis:${version}", ""), "", target.environment(), 0, Map.of())
        .with("platform", "{ kubernetes: { kubeconfig: " + kubeconfig + ", namespace: " + name + " } }")
        .with("judge", "triggers")
        .with("on-no-data", "promote")
        .with("drain", "2s");
  }

  /** A client of the cluster. */
  public KubernetesClient client() {
    return client;
  }

  /** The file by which the cluster is reached. */
  public String kubeconfig() {
    return kubeconfig;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Where requests go: the Service, by the port of it that this node forwards. */
  public String url() {
    return "http://127.0.0.1:"
        + client.services().inNamespace(name).withName("redis-gateway").get().getSpec().getPorts().getFirst().getNodePort();
  }

  /** Addresses of the pods that requests go to. */
  public Set<String> serving() {
    Endpoints endpoints = client.endpoints().inNamespace(name).withName("redis-gateway").get();
    return endpoints == null ? Set.of() : addresses(endpoints);
  }

  /** Addresses in endpoints. */
  public static Set<String> addresses(Endpoints endpoints) {
    return endpoints.getSubsets().stream().flatMap(s -> s.getAddresses().stream()).map(a -> a.getIp()).collect(Collectors.toSet());
  }

  @Override
  public void close() {
    var gone = client.namespaces().withName(name).delete();
    client.close();
  }
}
