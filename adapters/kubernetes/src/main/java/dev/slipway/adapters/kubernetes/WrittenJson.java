package dev.slipway.adapters.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A {@link Written} as text. */
final class WrittenJson {
  private static final int FORMAT = 1;

  private WrittenJson() {}

  static String write(Written w) {
    ObjectNode out = ClusterJson.JSON.createObjectNode().put("format", FORMAT).put("target", w.target().toString()).put("epoch", w.epoch())
        .put("generation", w.generation());
    w.override().ifPresent(o -> out.putObject("override").put("by", o.by()).put("reason", o.reason()));
    w.table().stable().ifPresent(s -> out.put("stable", s.value()));
    w.table().preview().ifPresent(s -> out.put("preview", s.value()));
    for (ReleaseRoute route : w.table().routes()) {
      ObjectNode to = out.withArray("routes").addObject().put("release", route.release().value()).put("weight", route.weight());
      for (Backend b : route.backends()) {
        to.withArray("instances").addObject().put("n", b.instance().ordinal()).put("host", b.endpoint().host())
            .put("port", b.endpoint().port()).put("draining", b.draining());
      }
    }
    w.leaving().forEach((id, at) -> out.withObject("/leaving").put(id.toString(), at));
    TargetSettings s = w.settings();
    out.putObject("settings").put("host", s.listen().host()).put("port", s.listen().port()).put("drainMillis", s.drain().toMillis())
        .put("routed", s.router().isPresent());
    return ClusterJson.text(out);
  }

  /**
   * Reads it back.
   *
   * @param spec of the router, which is in force for all that it wrote
   */
  static Written read(String text, RouterSpec.Kubernetes spec) {
    try {
      JsonNode in = ClusterJson.JSON.readTree(text);
      if (in.path("format").asInt() != FORMAT) {
        throw new IllegalArgumentException("format " + in.path("format"));
      }
      Map<InstanceId, Long> leaving = new HashMap<>();
      in.path("leaving").properties().forEach(e -> leaving.put(InstanceId.parse(e.getKey()), e.getValue().asLong()));
      JsonNode s = in.path("settings");
      TargetSettings settings = new TargetSettings(
          new Endpoint(s.path("host").asText(), s.path("port").asInt()), Optional.empty(), Optional.empty(),
          Duration.ofMillis(s.path("drainMillis").asLong()), s.path("routed").asBoolean() ? Optional.of(spec) : Optional.empty(),
          Optional.empty());
      JsonNode o = in.path("override");
      return new Written(TargetId.parse(in.path("target").asText()), in.path("epoch").asLong(), in.path("generation").asLong(), settings,
          new RoutingTable(release(in, "stable"), release(in, "preview"), routes(in)), leaving,
          o.isMissingNode() ? Optional.empty() : Optional.of(new RouterSeen.Override(o.path("by").asText(), o.path("reason").asText())));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  private static OutsideException unreadable(Exception e) {
    return new OutsideException("SLW-4307", "the annotation " + Names.ROUTING + " cannot be understood: " + e.getMessage()
        + ClusterFault.HELD + ". Put back what it was, or take the target down: slipway remove", e);
  }

  private static Optional<ReleaseId> release(JsonNode in, String name) {
    return in.has(name) ? Optional.of(new ReleaseId(in.get(name).asText())) : Optional.empty();
  }

  private static List<ReleaseRoute> routes(JsonNode in) {
    List<ReleaseRoute> routes = new ArrayList<>();
    for (JsonNode route : in.path("routes")) {
      ReleaseId release = new ReleaseId(route.path("release").asText());
      List<Backend> backends = new ArrayList<>();
      for (JsonNode b : route.path("instances")) {
        backends.add(new Backend(new InstanceId(release, b.path("n").asInt()),
            new Endpoint(b.path("host").asText(), b.path("port").asInt()), b.path("draining").asBoolean()));
      }
      routes.add(new ReleaseRoute(release, route.path("weight").asInt(), backends));
    }
    return routes;
  }
}
