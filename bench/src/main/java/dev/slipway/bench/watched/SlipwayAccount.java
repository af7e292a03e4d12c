package dev.slipway.bench.watched;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.bench.rig.ClusterAccess;
import dev.slipway.bench.rig.RigException;
import dev.slipway.bench.rig.Workspace;
import dev.slipway.cli.client.Api;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A ServiceAccount for Slipway alone, with every right in some namespaces and none elsewhere. The API server itself counts its requests: a
 * FlowSchema names them. Watches under way are no requests there; those that end, and are opened anew, are counted beside.
 */
public final class SlipwayAccount implements AutoCloseable {
  private static final long TOKEN_SECONDS = 6 * 3_600;
  private static final String ACCOUNT = """
      apiVersion: v1
      kind: ServiceAccount
      metadata: { name: slipway, namespace: HOME }
      ---
      apiVersion: flowcontrol.apiserver.k8s.io/v1beta1
      kind: FlowSchema
      metadata: { name: HOME }
      spec:
        priorityLevelConfiguration: { name: workload-high }
        matchingPrecedence: 500
        distinguisherMethod: { type: ByUser }
        rules:
          - subjects: [ { kind: ServiceAccount, serviceAccount: { namespace: HOME, name: slipway } } ]
            resourceRules: [ { verbs: ["*"], apiGroups: ["*"], resources: ["*"], clusterScope: true, namespaces: ["*"] } ]
            nonResourceRules: [ { verbs: ["*"], nonResourceURLs: ["*"] } ]
      """;
  private static final String BINDING = """
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: { name: slipway, namespace: NAMESPACE }
      roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin }
      subjects: [ { kind: ServiceAccount, name: slipway, namespace: HOME } ]
      """;
  /** A watch of one namespace that ended: the cluster's own parts watch all namespaces at once. */
  private static final Pattern ENDED_WATCH = Pattern.compile(
      "(?m)^apiserver_request_total\\{(?=[^}]*resource=\"(?:deployments|pods|services|endpoints)\")(?=[^}]*scope=\"namespace\")"
          + "[^}]*verb=\"WATCH\"[^}]*} ([0-9.e+]+)$");

  private final ClusterAccess cluster;
  private final String home;
  private final String kubeconfig;
  private final Pattern dispatched;

  private SlipwayAccount(ClusterAccess cluster, String home, String kubeconfig) {
    this.cluster = cluster;
    this.home = home;
    this.kubeconfig = kubeconfig;
    this.dispatched = Pattern.compile("(?m)^apiserver_flowcontrol_dispatched_requests_total\\{[^}]*[sS]chema=\"" + home
        + "\"[^}]*} ([0-9.e+]+)$");
  }

  /** Makes it, in the first of the namespaces. */
  public static SlipwayAccount make(ClusterAccess cluster, Workspace workspace, List<String> namespaces) {
    String home = namespaces.getFirst();
    cluster.apply(workspace, workspace.write("account.yaml", ACCOUNT.replace("HOME", home)
        + namespaces.stream().map(n -> BINDING.replace("HOME", home).replace("NAMESPACE", n)).collect(Collectors.joining())));
    ObjectNode asked = Api.JSON.createObjectNode().put("apiVersion", "authentication.k8s.io/v1").put("kind", "TokenRequest");
    asked.putObject("spec").put("expirationSeconds", TOKEN_SECONDS);
    String token = parsed(cluster.client().raw("/api/v1/namespaces/" + home + "/serviceaccounts/slipway/token", "POST", asked))
        .at("/status/token").asText();
    Path file = workspace.write("slipway.kubeconfig", """
        apiVersion: v1
        kind: Config
        clusters: [ { name: watched, cluster: { server: "%s", certificate-authority: %s } } ]
        users: [ { name: slipway, user: { token: %s } } ]
        contexts: [ { name: watched, context: { cluster: watched, user: slipway } } ]
        current-context: watched
        """.formatted(cluster.client().getMasterUrl(), cluster.client().getConfiguration().getCaCertFile(), token));
    return new SlipwayAccount(cluster, home, file.toString());
  }

  private static JsonNode parsed(String json) {
    try {
      return Api.JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new RigException("the cluster gave no token: " + json, e);
    }
  }

  /** The file by which Slipway reaches the cluster. */
  public String kubeconfig() {
    return kubeconfig;
  }

  /** Requests of it so far, with the watches that ended. */
  public long calls() {
    String metrics = cluster.client().raw("/metrics");
    return sum(dispatched, metrics) + sum(ENDED_WATCH, metrics);
  }

  private static long sum(Pattern line, String metrics) {
    return Math.round(line.matcher(metrics).results().mapToDouble(m -> Double.parseDouble(m.group(1))).sum());
  }

  @Override
  public void close() {
    cluster.client().raw("/apis/flowcontrol.apiserver.k8s.io/v1beta1/flowschemas/" + home, "DELETE", null);
  }
}
