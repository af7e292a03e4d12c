package dev.slipway.adapters.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.KubernetesWay;
import dev.slipway.core.traffic.ReleaseRoute;
import java.util.Optional;
import java.util.function.Function;

/**
 * The rules of an HTTPRoute for a split. Pure.
 *
 * @param route its name
 * @param service the team's, in whose place those of releases are named
 * @param name of the Service of a release
 * @param header whoever sends it gets the candidate
 */
record RouteRules(String route, String service, Function<ReleaseId, String> name, Optional<KubernetesWay.HeaderMatch> header) {

  /** The rules, from those that the team wrote. */
  ArrayNode of(JsonNode original, Written next) {
    ArrayNode rules = ClusterJson.JSON.createArrayNode();
    boolean named = false;
    for (JsonNode rule : original) {
      Optional<JsonNode> ours = ours(rule);
      named |= ours.isPresent();
      if (ours.isPresent() && header.isPresent() && next.table().preview().isPresent() && next.override().isEmpty()) {
        rules.add(shown(rule, ours.get(), next.table().preview().get(), header.get()));
      }
      rules.add(ours.map(o -> (JsonNode) weighed(rule, o, next)).orElse(rule));
    }
    if (!named) {
      throw new OutsideException("SLW-4311", "no rule of HTTPRoute " + route + " names Service " + service
          + ClusterFault.HELD + ". Name it in backendRefs");
    }
    return rules;
  }

  private Optional<JsonNode> ours(JsonNode rule) {
    for (JsonNode ref : rule.path("backendRefs")) {
      if (service.equals(ref.path("name").asText())) {
        return Optional.of(ref);
      }
    }
    return Optional.empty();
  }

  private ObjectNode weighed(JsonNode rule, JsonNode ours, Written next) {
    ObjectNode copy = rule.deepCopy();
    ArrayNode refs = copy.putArray("backendRefs");
    rule.path("backendRefs").forEach(ref -> {
      if (!ref.equals(ours)) {
        refs.add(ref);
      }
    });
    for (ReleaseRoute each : next.table().routes()) {
      refs.add(((ObjectNode) ours.deepCopy()).put("name", name.apply(each.release())).put("weight", next.share(each)));
    }
    return copy;
  }

  /** A rule before the team's own, for whoever sends the header. */
  private ObjectNode shown(JsonNode rule, JsonNode ours, ReleaseId release, KubernetesWay.HeaderMatch sent) {
    ObjectNode copy = rule.deepCopy();
    ArrayNode matches = copy.withArray("matches");
    if (matches.isEmpty()) {
      matches.addObject();
    }
    matches.forEach(m -> ((ObjectNode) m).withArray("headers").addObject().put("type", "Exact").put("name", sent.name())
        .put("value", sent.value()));
    copy.putArray("backendRefs").add(((ObjectNode) ours.deepCopy()).put("name", name.apply(release)).put("weight", 1));
    return copy;
  }

  /** What was set of the rules; the cluster fills in what was left out. */
  static String spelled(JsonNode rules) {
    StringBuilder text = new StringBuilder();
    for (JsonNode rule : rules) {
      text.append('[');
      rule.path("matches").forEach(m -> m.path("headers").forEach(h -> text.append(h.path("name").asText()).append('=')
          .append(h.path("value").asText()).append(' ')));
      rule.path("backendRefs").forEach(ref -> text.append(ref.path("name").asText()).append(' ').append(ref.path("weight").asInt(1))
          .append(' '));
      text.append(']');
    }
    return text.toString().replace(" ]", "]");
  }
}
