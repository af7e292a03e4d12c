package dev.slipway.adapters.kubernetes;

import dev.slipway.core.traffic.KubernetesPlace;
import dev.slipway.core.traffic.KubernetesWay;
import dev.slipway.core.traffic.RouterSpec;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.Map;
import java.util.Optional;

/** What a team has in its namespace before Slipway comes: a Deployment and a Service, called shop. */
final class TeamObjects {
  static final String IMAGE = "local/busybox:1";

  private TeamObjects() {}

  static RouterSpec.Kubernetes spec(String namespace) {
    return spec(namespace, new KubernetesWay.Selector());
  }

  static RouterSpec.Kubernetes spec(String namespace, KubernetesWay way) {
    return new RouterSpec.Kubernetes(
        new KubernetesPlace(Optional.of(RealCluster.file()), Optional.empty(), namespace), "shop", Optional.empty(), "shop", way);
  }

  /** Serves until somebody kills httpd. */
  static Deployment deployment(int replicas) {
    return new DeploymentBuilder().withNewMetadata().withName("shop").addToLabels("app", "shop").endMetadata()
        .withNewSpec().withReplicas(replicas).withNewSelector().withMatchLabels(Map.of("app", "shop")).endSelector()
        .withNewTemplate().withNewMetadata().addToLabels("app", "shop").endMetadata()
        .withNewSpec().withTerminationGracePeriodSeconds(1L)
        .addNewContainer().withName("app").withImage(IMAGE).withImagePullPolicy("Never")
        .withCommand("/bin/sh", "-c", "/bin/busybox mkdir -p /www; httpd -f -p 8080 -h /www; exit 3")
        .addNewPort().withName("http").withContainerPort(8080).endPort()
        .withNewReadinessProbe().withNewTcpSocket().withPort(new IntOrString(8080)).endTcpSocket().withPeriodSeconds(1).endReadinessProbe()
        .endContainer().endSpec().endTemplate().endSpec().build();
  }

  static Service service() {
    return new ServiceBuilder().withNewMetadata().withName("shop").endMetadata()
        .withNewSpec().withSelector(Map.of("app", "shop"))
        .addNewPort().withPort(80).withTargetPort(new IntOrString("http")).endPort().endSpec().build();
  }

  static void make(String namespace, int replicas) {
    RealCluster.admin().resource(deployment(replicas)).inNamespace(namespace).create();
    RealCluster.admin().resource(service()).inNamespace(namespace).create();
  }

  static void awaitReady(String namespace, int replicas) {
    RealCluster.await(replicas + " pods of shop are ready", () -> {
      Integer ready = RealCluster.admin().apps().deployments().inNamespace(namespace).withName("shop").get().getStatus().getReadyReplicas();
      return ready != null && ready == replicas;
    });
  }
}
