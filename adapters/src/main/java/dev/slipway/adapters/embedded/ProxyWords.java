package dev.slipway.adapters.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.spi.Router.Fence;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.core.traffic.TargetSettings.Sticky;
import dev.slipway.core.traffic.TargetSettings.Tls;
import dev.slipway.core.traffic.TrafficCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Between the words of core and the JSON of the proxy; what is written as a table reads back as an equal one. */
final class ProxyWords {
  private static final int FORMAT = 1;
  private static final String PREVIEW_HOST = "127.0.0.1";

  private ProxyWords() {}

  static ObjectNode table(Target target, RoutingTable table, Fence fence) {
    TargetSettings settings = target.settings();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("format", FORMAT).put("target", target.id().toString()).put("epoch", fence.epoch()).put("generation", fence.generation());
    ObjectNode listen = json.putObject("listen").put("host", settings.listen().host()).put("port", settings.listen().port());
    settings.tls().ifPresent(tls -> listen.putObject("tls").put("certificate", tls.certificate()).put("key", tls.key()));
    // Always there, so that its port stays the same from one rollout to the next.
    json.putObject("preview").put("host", PREVIEW_HOST).put("port", 0);
    table.preview().ifPresent(release -> json.put("previewRelease", release.value()));
    table.stable().ifPresent(release -> json.put("stable", release.value()));
    settings.sticky().ifPresent(sticky -> sticky(json.putObject("sticky"), sticky));
    json.put("drainMillis", settings.drain().toMillis());
    if (fence.clearsOverride()) {
      json.put("clearOverride", true);
    }
    var releases = json.putArray("releases");
    for (ReleaseRoute route : table.routes()) {
      var backends = releases.addObject().put("release", route.release().value()).put("weight", route.weight()).putArray("backends");
      for (Backend each : route.backends()) {
        backends
            .addObject()
            .put("id", each.instance().toString())
            .put("host", each.endpoint().host())
            .put("port", each.endpoint().port())
            .put("draining", each.draining());
      }
    }
    return json;
  }

  static RouterSeen seen(JsonNode reply) {
    JsonNode table = reply.path("table");
    long epoch = Math.max(0, reply.path("highestEpoch").asLong());
    if (!table.isObject()) {
      return new RouterSeen(epoch, 0, Optional.empty(), RoutingTable.EMPTY, Set.of(), Set.of(), Optional.empty(), Optional.empty());
    }
    Set<InstanceId> drained = new HashSet<>();
    Set<InstanceId> busy = new HashSet<>();
    for (JsonNode each : reply.path("backends")) {
      if (each.path("draining").asBoolean()) {
        (each.path("drained").asBoolean() ? drained : busy).add(InstanceId.parse(each.path("id").asText()));
      }
    }
    Optional<Endpoint> preview =
        reply.has("previewPort") && table.has("previewRelease")
            ? Optional.of(new Endpoint(PREVIEW_HOST, reply.path("previewPort").asInt()))
            : Optional.empty();
    JsonNode override = reply.path("override");
    return new RouterSeen(
        epoch,
        table.path("generation").asLong(),
        Optional.of(settings(table)),
        routingTable(table),
        drained,
        busy,
        preview,
        override.isObject()
            ? Optional.of(new RouterSeen.Override(override.path("by").asText(), override.path("reason").asText()))
            : Optional.empty());
  }

  static TrafficCounts counts(JsonNode reply) {
    Map<ReleaseId, ReleaseCounts> releases = new HashMap<>();
    reply.path("releases").properties().forEach(each -> releases.put(new ReleaseId(each.getKey()), release(each.getValue())));
    return new TrafficCounts(reply.path("boot").asText(), releases);
  }

  private static ReleaseCounts release(JsonNode json) {
    if (json.path("gamma").asDouble() != LatencyHistogram.GAMMA) {
      throw new IllegalArgumentException("the proxy's latency buckets grow by " + json.path("gamma").asText() + ", not by "
          + LatencyHistogram.GAMMA);
    }
    Map<Integer, Long> latency = new HashMap<>();
    json.path("latency").properties().forEach(each -> latency.put(Integer.valueOf(each.getKey()), each.getValue().asLong()));
    return new ReleaseCounts(
        json.path("requests").asLong(),
        json.path("status5xx").asLong(),
        json.path("connectFailures").asLong(),
        json.path("inflight").asLong(),
        LatencyHistogram.of(latency));
  }

  private static RoutingTable routingTable(JsonNode table) {
    List<ReleaseRoute> routes = new ArrayList<>();
    for (JsonNode release : table.path("releases")) {
      List<Backend> backends = new ArrayList<>();
      for (JsonNode each : release.path("backends")) {
        Endpoint endpoint = new Endpoint(each.path("host").asText(), each.path("port").asInt());
        backends.add(new Backend(InstanceId.parse(each.path("id").asText()), endpoint, each.path("draining").asBoolean()));
      }
      routes.add(new ReleaseRoute(new ReleaseId(release.path("release").asText()), release.path("weight").asInt(), backends));
    }
    return new RoutingTable(releaseId(table.path("stable")), releaseId(table.path("previewRelease")), routes);
  }

  private static TargetSettings settings(JsonNode table) {
    JsonNode listen = table.path("listen");
    JsonNode tls = listen.path("tls");
    return new TargetSettings(
        new Endpoint(listen.path("host").asText(), listen.path("port").asInt()),
        tls.isObject() ? Optional.of(new Tls(tls.path("certificate").asText(), tls.path("key").asText())) : Optional.empty(),
        sticky(table.path("sticky")),
        Duration.ofMillis(table.path("drainMillis").asLong()));
  }

  private static void sticky(ObjectNode json, Sticky sticky) {
    switch (sticky) {
      case Sticky.Cookie cookie -> json.put("cookie", cookie.name());
      case Sticky.Header header -> json.put("header", header.name());
    }
  }

  private static Optional<Sticky> sticky(JsonNode json) {
    if (json.has("cookie")) {
      return Optional.of(new Sticky.Cookie(json.path("cookie").asText()));
    }
    return json.has("header") ? Optional.of(new Sticky.Header(json.path("header").asText())) : Optional.empty();
  }

  private static Optional<ReleaseId> releaseId(JsonNode json) {
    return json.isTextual() ? Optional.of(new ReleaseId(json.asText())) : Optional.empty();
  }
}
