package dev.slipway.bench.watched;

import dev.slipway.bench.rig.ClusterAccess;
import dev.slipway.bench.rig.RigException;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Wait;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Services as their teams have them: a Deployment of two pods and a Service each, shared out over a few namespaces. */
public final class ManyServices implements AutoCloseable {
  /** Pods of each. */
  public static final int PODS = 2;

  private static final int NAMESPACES = 4;
  private static final Duration GONE = Duration.ofMinutes(15);
  private static final Duration READY = Duration.ofMinutes(15);
  private static final String VERSION = "1.0.0";
  private static final String APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
  private static final String IMAGE = "local/slipway-bench-watched:";

  private final ClusterAccess cluster;
  private final List<String> namespaces;
  private final int count;

  private ManyServices(ClusterAccess cluster, List<String> namespaces, int count) {
    this.cluster = cluster;
    this.namespaces = namespaces;
    this.count = count;
  }

  /** Namespaces without anything in them. */
  public static ManyServices of(ClusterAccess cluster, String prefix, int count) {
    List<String> names = IntStream.range(0, NAMESPACES).mapToObj(i -> prefix + "-" + i).toList();
    names.forEach(name -> cluster.client().resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build())
        .create());
    return new ManyServices(cluster, names, count);
  }

  /** The namespaces. */
  public List<String> namespaces() {
    return namespaces;
  }

  /** How many services there are. */
  public int count() {
    return count;
  }

  /** The name of one. */
  public String name(int number) {
    return "service-%03d".formatted(number);
  }

  /** The namespace of one. */
  public String namespace(int number) {
    return namespaces.get(number % NAMESPACES);
  }

  /** The version that its team has it in. */
  public String version() {
    return VERSION;
  }

  /** Makes all, on a node, and waits until Kubernetes says that all of their pods are available. */
  public void make(String node) {
    KubernetesClient client = cluster.client();
    for (int i = 0; i < count; i++) {
      String text = Manifests.deployment(name(i), IMAGE + VERSION, node, PODS);
      Deployment deployment = client.getKubernetesSerialization().unmarshal(text, Deployment.class);
      // As kubectl apply leaves it.
      deployment.getMetadata().getAnnotations().put(APPLIED, client.getKubernetesSerialization().asJson(deployment));
      var made = client.resource(deployment).inNamespace(namespace(i)).create();
      client.load(new ByteArrayInputStream(Manifests.service(name(i)).getBytes(StandardCharsets.UTF_8))).inNamespace(namespace(i)).create();
    }
    if (!Wait.until(READY, 2_000, () -> available() == count)) {
      throw new RigException(available() + " of " + count + " Deployments were available after " + READY.toMinutes() + " minutes");
    }
  }

  private int available() {
    return namespaces.stream().mapToInt(n -> (int) cluster.client().apps().deployments().inNamespace(n).list().getItems().stream()
        .filter(d -> d.getStatus() != null && Integer.valueOf(PODS).equals(d.getStatus().getAvailableReplicas())).count()).sum();
  }

  /** Says how many pods a Deployment of one is to have, as kubectl scale does. */
  public void scale(int number, String deployment, int pods) {
    var unused = cluster.client().apps().deployments().inNamespace(namespace(number)).withName(deployment)
        .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"replicas\":" + pods + "}}");
  }

  /** The Deployment of one whose pods run now. */
  public String running(int number) {
    return cluster.client().apps().deployments().inNamespace(namespace(number)).list().getItems().stream()
        .filter(d -> d.getMetadata().getName().startsWith(name(number)) && d.getSpec().getReplicas() > 0)
        .map(d -> d.getMetadata().getName()).findFirst().orElseThrow(() -> new RigException(name(number) + " runs nothing"));
  }

  /** The slipway.yaml of one. */
  public ServiceFile file(int number, String environment, String kubeconfig) {
    return ServiceFile.inCluster(name(number), IMAGE + "${version}", environment, kubeconfig, namespace(number))
        .with("health", "{ startup-deadline: 20m }")
        .strategy("{ blue-green: { bake: 0s, keep-stable: 1s, progress-deadline: 30m } }");
  }

  private boolean there(String namespace) {
    return cluster.client().namespaces().withName(namespace).get() != null;
  }

  /** Takes the namespaces away and waits until they are gone: a node must be there until the last of their pods is. */
  @Override
  public void close() {
    namespaces.forEach(n -> cluster.client().namespaces().withName(n).delete());
    if (!Wait.until(GONE, 2_000, () -> namespaces.stream().noneMatch(this::there))) {
      System.err.println("not gone after " + GONE.toMinutes() + " minutes: namespaces " + namespaces);
    }
  }
}
