package dev.slipway.core.traffic;

import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Where in which Kubernetes cluster.
 *
 * @param kubeconfig file that says how clusters are reached; absent for what the server itself would use: KUBECONFIG, the file in its home,
 *     or its own pod's account
 * @param context one of those that file knows; absent for the one it calls current
 * @param namespace in the cluster
 */
public record KubernetesPlace(Optional<String> kubeconfig, Optional<String> context, String namespace) {

  /** The same with its file found from elsewhere. */
  KubernetesPlace from(UnaryOperator<String> folder) {
    return new KubernetesPlace(kubeconfig.map(folder), context, namespace);
  }
}
