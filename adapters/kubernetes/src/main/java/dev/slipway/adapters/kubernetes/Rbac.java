package dev.slipway.adapters.kubernetes;

import dev.slipway.core.traffic.RouterSpec;
import java.util.stream.Collectors;

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
    return HEAD.replace("NAMESPACE", spec.place().namespace())
        + Right.of(spec.way()).stream().map(Right::rule).collect(Collectors.joining());
  }
}
