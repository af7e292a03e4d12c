package dev.slipway.adapters.kubernetes;

import dev.slipway.core.traffic.KubernetesWay;
import dev.slipway.core.traffic.RouterSpec;
import java.util.ArrayList;
import java.util.List;

/** The least rights that Slipway works with in one namespace, as a Role. */
public final class Rbac {
  private static final String HEAD = """
      apiVersion: v1
      kind: ServiceAccount
      metadata: { name: slipway, namespace: NAMESPACE }
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: { name: slipway, namespace: NAMESPACE }
      roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: slipway }
      subjects: [ { kind: ServiceAccount, name: slipway, namespace: NAMESPACE } ]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: Role
      metadata: { name: slipway, namespace: NAMESPACE }
      rules:
      """;

  private Rbac() {}

  /** ServiceAccount, RoleBinding and Role, in YAML. */
  public static String text(RouterSpec.Kubernetes spec) {
    List<String> rules = new ArrayList<>(List.of(
        rule("apps", "deployments", "get, list, watch, create, patch, delete", "releases, each a Deployment beside yours"),
        rule("apps", "controllerrevisions", "get, list, create, delete", "what is kept of releases"),
        rule("\"\"", "pods, endpoints", "get, list, watch", "readiness, and where requests go"),
        rule("\"\"", "pods/log", "get", "slipway logs"),
        rule("\"\"", "services", "get, list, watch, create, patch, delete", "your Service moves traffic; a preview is one of its own"),
        rule("\"\"", "configmaps, secrets", "get, create, patch", "copies that belong to a release")));
    switch (spec.way()) {
      case KubernetesWay.Selector s -> rules.add("");
      case KubernetesWay.Gateway g -> rules.add(rule("gateway.networking.k8s.io", "httproutes", "get, list, watch, patch", "weights"));
      case KubernetesWay.IngressNginx i -> rules.add(
          rule("networking.k8s.io", "ingresses", "get, list, watch, create, patch", "a second Ingress with the candidate's share"));
      case KubernetesWay.Custom c -> rules.add(rule(
          c.apiVersion().substring(0, Math.max(0, c.apiVersion().indexOf('/'))), c.kind().toLowerCase(java.util.Locale.ROOT) + "s",
          "get, list, watch, patch", "weights"));
    }
    return HEAD.replace("NAMESPACE", spec.place().namespace()) + String.join("", rules);
  }

  private static String rule(String group, String resources, String verbs, String why) {
    return "  - { apiGroups: [ " + group + " ], resources: [ " + resources + " ], verbs: [ " + verbs + " ] } # " + why + "\n";
  }
}
