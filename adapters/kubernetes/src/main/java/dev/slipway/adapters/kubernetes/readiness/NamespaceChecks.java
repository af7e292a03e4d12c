package dev.slipway.adapters.kubernetes.readiness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.adapters.kubernetes.readiness.Facts.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What is around the pods in their namespace. */
final class NamespaceChecks {
  private static final int LEAST_PODS = 3;
  private final Facts facts;

  NamespaceChecks(Facts facts) {
    this.facts = facts;
  }

  List<Finding> all() {
    return List.of(looked("autoscaling", Kind.AUTOSCALERS, this::autoscaling), looked("disruption-budget", Kind.DISRUPTIONS, this::budget),
        looked("network-policy", Kind.POLICIES, this::policy), looked("quota", Kind.QUOTAS, this::quota),
        looked("limit-range", Kind.LIMITS, this::limits), looked("tls", Kind.INGRESSES, this::tls));
  }

  private Finding looked(String check, Kind kind, Supplier<Finding> look) {
    return looked(facts, check, kind, look);
  }

  /** What may not be read is not decided. */
  static Finding looked(Facts facts, String check, Kind kind, Supplier<Finding> look) {
    return facts.listed(kind).refused().map(why -> Finding.undecided(check, why, "it could not be looked at",
        "let whoever asks list " + kind.resource())).orElseGet(look);
  }

  private Finding autoscaling() {
    List<String> names = facts.serving().stream().map(Facts::name).toList();
    List<JsonNode> ours = facts.of(Kind.AUTOSCALERS).stream()
        .filter(a -> names.contains(a.path("spec").path("scaleTargetRef").path("name").asText())).toList();
    if (ours.isEmpty()) {
      return Finding.of("autoscaling", false, "no HorizontalPodAutoscaler names Deployment " + facts.name(),
          "load that grows finds no more pods", "kubectl autoscale deployment " + facts.name() + " --min=3 --max=20 --cpu-percent=70");
    }
    JsonNode spec = ours.getFirst().path("spec");
    int least = spec.path("minReplicas").asInt(1);
    int most = spec.path("maxReplicas").asInt();
    return Finding.of("autoscaling", least >= LEAST_PODS && most > least, Facts.name(ours.getFirst()) + ": " + least + " to " + most,
        "below " + LEAST_PODS + " there is too little when one dies; without room above, load finds no more",
        "set minReplicas to " + LEAST_PODS + " or more and maxReplicas above it");
  }

  private Finding budget() {
    List<JsonNode> ours = facts.of(Kind.DISRUPTIONS).stream().filter(b -> facts.selected(b.path("spec").path("selector"))).toList();
    int allowed = ours.stream().mapToInt(b -> b.path("status").path("disruptionsAllowed").asInt()).min().orElse(0);
    String found = ours.isEmpty() ? "no PodDisruptionBudget selects its pods"
        : Facts.name(ours.getFirst()) + " allows " + allowed + " at once";
    return Finding.of("disruption-budget", !ours.isEmpty() && allowed > 0, found,
        "without one a drained node takes any number of pods; one that allows none keeps nodes from ever being drained",
        ours.isEmpty() ? "kubectl create poddisruptionbudget " + facts.name() + " --selector=" + selector() + " --min-available=2"
            : "leave room between minAvailable and the number of pods that are ready");
  }

  private String selector() {
    List<String> parts = new ArrayList<>();
    facts.deployment().path("spec").path("selector").path("matchLabels").properties()
        .forEach(e -> parts.add(e.getKey() + "=" + e.getValue().asText()));
    return String.join(",", parts);
  }

  private Finding policy() {
    List<String> ours = facts.of(Kind.POLICIES).stream().filter(p -> facts.selected(p.path("spec").path("podSelector"))).map(Facts::name)
        .toList();
    return Finding.of("network-policy", !ours.isEmpty(), ours.isEmpty() ? "no NetworkPolicy selects its pods" : String.join(", ", ours),
        "every pod of the cluster may speak to these, and these to every other",
        "apply a NetworkPolicy whose podSelector is " + selector() + " and which names who may come in");
  }

  private Finding quota() {
    List<String> ours = facts.of(Kind.QUOTAS).stream().map(Facts::name).toList();
    int room = facts.of(Kind.QUOTAS).stream().filter(q -> q.path("status").path("hard").has("pods"))
        .mapToInt(q -> q.path("status").path("hard").path("pods").asInt() - q.path("status").path("used").path("pods").asInt()).min()
        .orElse(Integer.MAX_VALUE);
    boolean fits = room >= facts.replicas();
    return Finding.of("quota", !ours.isEmpty() && fits, ours.isEmpty() ? "no ResourceQuota"
        : String.join(", ", ours) + (room == Integer.MAX_VALUE ? "" : ", room for " + room + " pods"),
        "without one a namespace takes what others need; one too small leaves a candidate no room",
        ours.isEmpty() ? "kubectl create quota " + facts.name() + " --hard=pods=60,requests.cpu=8,requests.memory=16Gi"
            : "leave room for " + facts.replicas() + " pods more: a candidate is as large as what serves");
  }

  private Finding limits() {
    List<String> ours = facts.of(Kind.LIMITS).stream().map(Facts::name).toList();
    return Finding.of("limit-range", !ours.isEmpty(), ours.isEmpty() ? "no LimitRange" : String.join(", ", ours),
        "a pod that names no limits gets none", "apply a LimitRange with default and defaultRequest for containers");
  }

  private Finding tls() {
    String named = "\"name\":\"" + facts.service() + "\"";
    List<JsonNode> ours = facts.of(Kind.INGRESSES).stream().filter(i -> i.path("spec").toString().contains(named)).toList();
    List<String> open = ours.stream().filter(i -> i.path("spec").path("tls").isEmpty()).map(i -> "Ingress " + Facts.name(i)).toList();
    String type = facts.find(Kind.SERVICES, facts.service()).path("spec").path("type").asText("ClusterIP");
    boolean exposed = !type.equals("ClusterIP");
    String found = !open.isEmpty() ? String.join(", ", open) + " without tls"
        : exposed ? "Service " + facts.service() + " is a " + type + ": what comes in there is not encrypted by the cluster"
            : ours.isEmpty() ? "no Ingress leads to Service " + facts.service() : "every Ingress has tls";
    return Finding.of("tls", open.isEmpty() && !exposed, found, "what is not encrypted is read on the way",
        "lead to it by an Ingress or Gateway with tls, and leave the Service a ClusterIP");
  }
}
