package dev.slipway.core.traffic;

import java.util.Optional;

/** Which object of a Kubernetes cluster shares out the requests of a target. */
public sealed interface KubernetesWay {

  /** The team's Service itself: all requests by its selector, parts of them by how many pods it selects of each release. */
  record Selector() implements KubernetesWay {}

  /**
   * Weights of an HTTPRoute of the Gateway API.
   *
   * @param route its name
   * @param header whoever sends it gets the candidate, absent for nobody
   */
  record Gateway(String route, Optional<HeaderMatch> header) implements KubernetesWay {}

  /**
   * A second Ingress beside the team's, with ingress-nginx's canary annotations.
   *
   * @param ingress name of the team's own
   * @param header whoever sends it gets the candidate, absent for nobody
   */
  record IngressNginx(String ingress, Optional<HeaderMatch> header) implements KubernetesWay {}

  /**
   * Any object that holds two weights as numbers.
   *
   * @param apiVersion as {@code split.smi-spec.io/v1alpha2}
   * @param kind as {@code TrafficSplit}
   * @param name of the object
   * @param stable JSON Pointer to the weight of stable, from 0 to 100 (RFC 6901)
   * @param candidate JSON Pointer to the weight of the candidate
   */
  record Custom(String apiVersion, String kind, String name, String stable, String candidate) implements KubernetesWay {}

  /** Nothing: pods take their work themselves, as a worker does from a queue. */
  record None() implements KubernetesWay {}

  /** Nothing either: pods of a StatefulSet are replaced one by one in order, each under the name of the one before. */
  record Ordered() implements KubernetesWay {}

  /**
   * A header and what it must say.
   *
   * @param name as {@code X-Preview}
   * @param value exactly
   */
  record HeaderMatch(String name, String value) {}

  /** The word for it in slipway.yaml. */
  default String word() {
    return switch (this) {
      case Selector s -> "kubernetes-service";
      case Gateway g -> "gateway-api";
      case IngressNginx i -> "ingress-nginx";
      case Custom c -> "kubernetes-custom";
      case None n -> "none";
      case Ordered o -> "stateful-set";
    };
  }

  /** Whether shares of traffic can be moved at all. */
  default boolean movesTraffic() {
    return switch (this) {
      case Selector s -> true;
      case Gateway g -> true;
      case IngressNginx i -> true;
      case Custom c -> true;
      case None n -> false;
      case Ordered o -> false;
    };
  }
}
