package dev.slipway.adapters.kubernetes.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What the pods of the team's Deployment are like. */
final class PodChecks {
  private static final int LEAST_REPLICAS = 3;
  private static final Pattern SECRET_NAME =
      Pattern.compile("(?i).*(password|passwd|secret|token|api[-_]?key|private[-_]?key|credential).*");
  private final Facts facts;

  PodChecks(Facts facts) {
    this.facts = facts;
  }

  List<Finding> all() {
    return List.of(replicas(), spread(), resources(), probes(), grace(), user(), image(), secrets(), account());
  }

  private String deployment() {
    return "Deployment " + facts.name();
  }

  private List<String> without(Predicate<JsonNode> has) {
    return facts.containers().stream().filter(has.negate()).map(c -> c.path("name").asText()).toList();
  }

  private Finding replicas() {
    int replicas = facts.replicas();
    return Finding.of("replicas", replicas >= LEAST_REPLICAS, replicas + " replicas",
        "with fewer than " + LEAST_REPLICAS + ", one that dies while a node is drained leaves too few",
        "set spec.replicas of " + deployment() + ", or minReplicas of its autoscaler, to " + LEAST_REPLICAS + " or more");
  }

  private Finding spread() {
    JsonNode anti = facts.pod().path("affinity").path("podAntiAffinity");
    boolean apart = !anti.path("preferredDuringSchedulingIgnoredDuringExecution").isEmpty()
        || !anti.path("requiredDuringSchedulingIgnoredDuringExecution").isEmpty();
    boolean spread = !facts.pod().path("topologySpreadConstraints").isEmpty();
    return Finding.of("anti-affinity", apart || spread,
        apart ? "pods keep apart" : spread ? "pods are spread" : "pods may all be on one node",
        "one node that dies must not take all of them", "add podAntiAffinity or topologySpreadConstraints to the pods of " + deployment());
  }

  private Finding resources() {
    List<String> bare = without(c -> c.path("resources").path("requests").has("cpu") && c.path("resources").path("requests").has("memory")
        && c.path("resources").path("limits").has("memory"));
    return Finding.of("requests-and-limits", bare.isEmpty(),
        bare.isEmpty() ? "every container has them" : "missing in " + String.join(", ", bare),
        "without requests a node is filled beyond what it has; without a limit of memory one pod takes that of others",
        "set resources.requests.cpu, requests.memory and limits.memory of " + String.join(", ", bare));
  }

  private Finding probes() {
    List<String> bare = without(c -> c.has("readinessProbe") && c.has("livenessProbe"));
    return Finding.of("probes", bare.isEmpty(),
        bare.isEmpty() ? "readiness and liveness everywhere" : "missing in " + String.join(", ", bare),
        "readiness keeps requests from a pod that cannot answer; liveness starts one again that hangs",
        "add readinessProbe and livenessProbe to " + String.join(", ", bare));
  }

  private Finding grace() {
    List<String> bare = without(c -> c.path("lifecycle").has("preStop"));
    return Finding.of("pre-stop", bare.isEmpty(), bare.isEmpty() ? "preStop everywhere" : "no preStop in " + String.join(", ", bare),
        "an autoscaler or a drained node ends a pod while requests still come to it",
        "add lifecycle: { preStop: { exec: { command: [ sleep, \"5\" ] } } } to " + String.join(", ", bare));
  }

  private Finding user() {
    boolean whole = facts.pod().path("securityContext").path("runAsNonRoot").asBoolean();
    List<String> root = without(c -> c.path("securityContext").path("runAsNonRoot").asBoolean(whole)
        && !c.path("securityContext").path("allowPrivilegeEscalation").asBoolean(true));
    return Finding.of("non-root", root.isEmpty(), root.isEmpty() ? "no container runs as root" : "may be root: " + String.join(", ", root),
        "whoever breaks into a process of root is nearer to the node",
        "set securityContext: { runAsNonRoot: true, allowPrivilegeEscalation: false } of " + String.join(", ", root));
  }

  private Finding image() {
    List<String> loose = facts.containers().stream().map(c -> c.path("image").asText()).filter(i -> !i.contains("@"))
        .filter(i -> i.endsWith(":latest") || i.lastIndexOf(':') <= i.lastIndexOf('/')).toList();
    return Finding.of("image-tags", loose.isEmpty(), loose.isEmpty() ? "every image has a tag or digest" : String.join(", ", loose),
        "what latest means changes under running releases", "name a version or a digest");
  }

  private Finding secrets() {
    List<String> open = new ArrayList<>();
    for (JsonNode container : facts.containers()) {
      container.path("env").forEach(e -> {
        if (SECRET_NAME.matcher(e.path("name").asText()).matches() && !e.path("value").asText().isEmpty()) {
          open.add("variable " + e.path("name").asText());
        }
      });
    }
    for (JsonNode map : facts.of(Facts.Kind.CONFIGMAPS)) {
      map.path("data").fieldNames().forEachRemaining(key -> {
        if (SECRET_NAME.matcher(key).matches()) {
          open.add("ConfigMap " + Facts.name(map) + ", key " + key);
        }
      });
    }
    return Finding.of("secrets", open.isEmpty(), open.isEmpty() ? "none in plain sight" : String.join("; ", open),
        "who may read Deployments and ConfigMaps, and every backup of them, has them",
        "move each into a Secret and name it by secretKeyRef");
  }

  private Finding account() {
    String account = facts.pod().path("serviceAccountName").asText("default");
    boolean token = facts.pod().path("automountServiceAccountToken").asBoolean(true);
    List<String> mighty = facts.of(Facts.Kind.BINDINGS).stream().filter(b -> binds(b, account))
        .filter(b -> List.of("cluster-admin", "admin", "edit").contains(b.path("roleRef").path("name").asText())).map(Facts::name).toList();
    boolean shared = token && account.equals("default");
    return Finding.of("rbac", !shared && mighty.isEmpty(),
        !mighty.isEmpty() ? "account " + account + " may almost everything by RoleBinding " + String.join(", ", mighty)
            : shared ? "pods carry the token of the account default" : token ? "account " + account : "pods carry no token",
        "whoever breaks into a pod may do what its account may",
        "set automountServiceAccountToken: false, or an account of its own with a Role of its own");
  }

  private static boolean binds(JsonNode binding, String account) {
    for (JsonNode subject : binding.path("subjects")) {
      if (subject.path("kind").asText().equals("ServiceAccount") && subject.path("name").asText().equals(account)) {
        return true;
      }
    }
    return false;
  }
}
