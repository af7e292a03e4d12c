package dev.slipway.adapters.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.adapters.kubernetes.readiness.Facts;
import dev.slipway.adapters.kubernetes.readiness.Facts.Kind;
import dev.slipway.adapters.kubernetes.readiness.Facts.Listed;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.RouterSpec;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.HttpURLConnection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads, once, what is looked at to say whether a target is fit for production. Changes nothing. */
final class Gathering {

  private final Cluster cluster;
  private final RouterSpec.Kubernetes spec;

  Gathering(Cluster cluster, RouterSpec.Kubernetes spec) {
    this.cluster = cluster;
    this.spec = spec;
  }

  Facts facts() {
    String namespace = spec.place().namespace();
    String kindOf = spec.inOrder() ? "StatefulSet" : "Deployment";
    JsonNode deployment = read("/apis/apps/v1/namespaces/" + namespace + "/" + kindOf.toLowerCase(Locale.ROOT) + "s/" + spec.deployment())
        .orElseThrow(() -> new OutsideException("SLW-3212", "namespace " + namespace + " of " + cluster.said() + " has no " + kindOf + " "
            + spec.deployment() + ". Nothing was looked at; traffic is not affected. "
            + "Name it as platform: { kubernetes: { " + (spec.inOrder() ? "stateful-set" : "deployment") + ": NAME } }"));
    Map<Kind, Listed> kinds = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      kinds.put(kind, listed(kind));
    }
    return new Facts(deployment, spec.service(), kinds, lacking());
  }

  private Listed listed(Kind kind) {
    try {
      for (String path : kind.paths(spec.place().namespace())) {
        Optional<JsonNode> found = read(path);
        if (found.isPresent()) {
          List<JsonNode> items = new ArrayList<>();
          found.get().path("items").forEach(items::add);
          return new Listed(items, Optional.empty());
        }
      }
      return new Listed(List.of(), Optional.of("this cluster does not know the kind"));
    } catch (OutsideException e) {
      return new Listed(List.of(), Optional.of(e.said()));
    }
  }

  /** What is at a path; nothing where there is no such thing. */
  private Optional<JsonNode> read(String path) {
    try {
      String text = cluster.client().raw(path);
      return text == null ? Optional.empty() : Optional.of(parsed(path, text));
    } catch (KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
        return Optional.empty();
      }
      throw ClusterFault.of("get " + path + " of " + cluster.said(), e);
    }
  }

  private List<String> lacking() {
    List<String> lacking = new ArrayList<>();
    for (Right right : Right.of(spec.way())) {
      for (String resource : right.resources()) {
        right.verbs().stream().filter(verb -> !may(right.group(), resource, verb)).forEach(verb -> lacking.add(verb + " " + resource));
      }
    }
    return lacking;
  }

  private boolean may(String group, String resource, String verb) {
    String path = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";
    int slash = resource.indexOf('/');
    ObjectNode asked = ClusterJson.JSON.createObjectNode().put("apiVersion", "authorization.k8s.io/v1")
        .put("kind", "SelfSubjectAccessReview");
    ObjectNode attributes = asked.withObject("/spec/resourceAttributes").put("namespace", spec.place().namespace()).put("group", group)
        .put("verb", verb).put("resource", slash < 0 ? resource : resource.substring(0, slash));
    if (slash >= 0) {
      attributes.put("subresource", resource.substring(slash + 1));
    }
    String told = cluster.call("ask for rights", () -> cluster.client().raw(path, "POST", asked));
    return parsed(path, told).path("status").path("allowed").asBoolean();
  }

  private JsonNode parsed(String path, String text) {
    try {
      return ClusterJson.JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw ClusterFault.away("read the answer of " + path + " of " + cluster.said(), e);
    }
  }
}
