package dev.slipway.adapters.kubernetes.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The objects of a namespace that the checks look at, each kind read once.
 *
 * @param deployment the team's own
 * @param service name of the team's own
 * @param kinds by name of the kind, what there is of it
 * @param lacking rights that a rollout needs and Slipway does not have, as {@code patch services}
 */
public record Facts(JsonNode deployment, String service, Map<Kind, Listed> kinds, List<String> lacking) {

  /** What is read, with the API groups that may have it, newest first. */
  public enum Kind {
    DEPLOYMENTS("apps/v1"), SERVICES("v1"), CONFIGMAPS("v1"), QUOTAS("v1"), LIMITS("v1"), CLAIMS("v1"),
    DISRUPTIONS("policy/v1", "policy/v1beta1"), POLICIES("networking.k8s.io/v1"), INGRESSES("networking.k8s.io/v1"),
    AUTOSCALERS("autoscaling/v1"), CRONJOBS("batch/v1", "batch/v1beta1"), BINDINGS("rbac.authorization.k8s.io/v1");

    private final List<String> versions;

    Kind(String... versions) {
      this.versions = List.of(versions);
    }

    /** Paths of its list in a namespace, to be tried in turn. */
    public List<String> paths(String namespace) {
      return versions.stream().map(v -> (v.equals("v1") ? "/api/" : "/apis/") + v + "/namespaces/" + namespace + "/" + resource()).toList();
    }

    String resource() {
      return switch (this) {
        case QUOTAS -> "resourcequotas";
        case LIMITS -> "limitranges";
        case CLAIMS -> "persistentvolumeclaims";
        case DISRUPTIONS -> "poddisruptionbudgets";
        case POLICIES -> "networkpolicies";
        case AUTOSCALERS -> "horizontalpodautoscalers";
        case BINDINGS -> "rolebindings";
        case DEPLOYMENTS, SERVICES, CONFIGMAPS, INGRESSES, CRONJOBS -> name().toLowerCase(java.util.Locale.ROOT);
      };
    }
  }

  /**
   * What there is of a kind.
   *
   * @param refused why it could not be read
   */
  public record Listed(List<JsonNode> items, Optional<String> refused) {
    public Listed {
      items = List.copyOf(items);
    }
  }

  List<JsonNode> of(Kind kind) {
    return listed(kind).items();
  }

  Listed listed(Kind kind) {
    return kinds.getOrDefault(kind, new Listed(List.of(), Optional.of("not asked")));
  }

  String name() {
    return name(deployment);
  }

  static String name(JsonNode object) {
    return object.path("metadata").path("name").asText();
  }

  JsonNode pod() {
    return deployment.path("spec").path("template").path("spec");
  }

  List<JsonNode> containers() {
    List<JsonNode> all = new ArrayList<>();
    pod().path("containers").forEach(all::add);
    return all;
  }

  Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>();
    deployment.path("spec").path("template").path("metadata").path("labels").properties()
        .forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
    return labels;
  }

  /** The team's Deployment, and those of its releases that Slipway made. */
  List<JsonNode> serving() {
    String target = deployment.path("metadata").path("annotations").path("slipway.dev/target").asText();
    return of(Kind.DEPLOYMENTS).stream().filter(d -> name(d).equals(name())
        || (!target.isEmpty() && d.path("metadata").path("annotations").path("slipway.dev/target").asText().equals(target))).toList();
  }

  int replicas() {
    return serving().stream().mapToInt(d -> d.path("spec").path("replicas").asInt(1)).max().orElse(0);
  }

  /** Whether a selector with labels alone selects the pods. An empty one selects all. */
  boolean selected(JsonNode selector) {
    boolean plain = selector.path("matchExpressions").isEmpty();
    return plain && selector.path("matchLabels").properties().stream()
        .allMatch(e -> e.getValue().asText().equals(labels().get(e.getKey())));
  }

  JsonNode find(Kind kind, String name) {
    return of(kind).stream().filter(o -> name(o).equals(name)).findFirst().orElse(MissingNode.getInstance());
  }
}
