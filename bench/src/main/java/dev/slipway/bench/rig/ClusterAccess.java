package dev.slipway.bench.rig;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The cluster of KUBECONFIG, with all rights in it.
 *
 * @param kubeconfig the file by which it is reached
 */
public record ClusterAccess(String kubeconfig, KubernetesClient client) implements AutoCloseable {

  /** The one that is named, else the one that the script for tests starts. */
  public static ClusterAccess open() {
    String kubeconfig = System.getenv().getOrDefault("KUBECONFIG", "/tmp/kubernetes/admin.kubeconfig");
    try {
      return new ClusterAccess(kubeconfig, new KubernetesClientBuilder()
          .withConfig(Config.fromKubeconfig(null, Files.readString(Path.of(kubeconfig)), kubeconfig)).build());
    } catch (IOException e) {
      throw new RigException("the kubeconfig " + kubeconfig + " cannot be read: start a cluster, and set KUBECONFIG", e);
    }
  }

  /** Applies a file of manifests. */
  public void apply(Workspace workspace, Path manifests) {
    workspace.run(List.of("kubectl", "--kubeconfig", kubeconfig, "apply", "-f", manifests.toString()));
  }

  @Override
  public void close() {
    client.close();
  }
}
