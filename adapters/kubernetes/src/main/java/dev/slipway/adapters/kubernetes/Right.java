package dev.slipway.adapters.kubernetes;

import dev.slipway.core.traffic.KubernetesWay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something that Slipway must be allowed to do in a namespace.
 *
 * @param group of the API, empty for the core
 * @param why for people
 */
record Right(String group, List<String> resources, List<String> verbs, String why) {

  private Right(String group, String resources, String verbs, String why) {
    this(group, List.of(resources.split(", ", -1)), List.of(verbs.split(", ", -1)), why);
  }

  /** All of them, and no more. */
  static List<Right> of(KubernetesWay way) {
    List<Right> all = new ArrayList<>(List.of(
        new Right("apps", "deployments", "get, list, watch, create, patch, delete", "releases, each a Deployment beside yours"),
        new Right("apps", "controllerrevisions", "get, list, create, delete", "what is kept of releases"),
        new Right("", "pods, endpoints", "get, list, watch", "readiness, and where requests go"),
        new Right("", "pods/log", "get", "slipway logs"),
        new Right("", "services", "get, list, watch, create, patch, delete", "your Service moves traffic; a preview is one of its own"),
        new Right("", "configmaps, secrets", "get, create, patch", "copies that belong to a release"),
        new Right("autoscaling", "horizontalpodautoscalers", "list, patch", "your autoscaler follows the traffic"),
        new Right("", "events", "create", "what kubectl describe shows of a rollout")));
    switch (way) {
      case KubernetesWay.Selector s -> {}
      case KubernetesWay.None n -> {}
      case KubernetesWay.Ordered o -> {
        all.add(new Right("apps", "statefulsets", "get, list, watch, patch", "your StatefulSet, whose pods are replaced in order"));
        all.add(new Right("", "pods", "delete", "a pod that is not ready is replaced on the way back; Kubernetes would wait for it"));
      }
      case KubernetesWay.Gateway g -> all.add(new Right("gateway.networking.k8s.io", "httproutes", "get, list, watch, patch", "weights"));
      case KubernetesWay.IngressNginx i -> all.add(new Right(
          "networking.k8s.io", "ingresses", "get, list, watch, create, patch", "a second Ingress with the candidate's share"));
      case KubernetesWay.Custom c -> all.add(new Right(c.apiVersion().substring(0, Math.max(0, c.apiVersion().indexOf('/'))),
          c.kind().toLowerCase(Locale.ROOT) + "s", "get, list, watch, patch", "weights"));
    }
    return all;
  }

  /** As a rule of a Role in YAML. */
  String rule() {
    return "  - { apiGroups: [ " + (group.isEmpty() ? "\"\"" : group) + " ], resources: [ " + String.join(", ", resources) + " ], verbs: [ "
        + String.join(", ", verbs) + " ] } # " + why + "\n";
  }
}
