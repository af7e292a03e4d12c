package dev.slipway.adapters.haproxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.Front;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.core.traffic.TargetSettings.Sticky;
import dev.slipway.core.traffic.TargetSettings.Tls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A target's settings as they are kept inside HAProxy; what is written reads back as an equal. */
final class SettingsJson {
  private SettingsJson() {}

  static ObjectNode write(TargetSettings settings) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.set("listen", endpoint(settings.listen()));
    settings.tls().ifPresent(tls -> json.putObject("tls").put("certificate", tls.certificate()).put("key", tls.key()));
    settings.sticky().ifPresent(s -> {
      switch (s) {
        case Sticky.Cookie cookie -> json.put("cookie", cookie.name());
        case Sticky.Header header -> json.put("header", header.name());
      }
    });
    json.put("drainMillis", settings.drain().toMillis());
    if (settings.router().isPresent() && settings.router().get() instanceof RouterSpec.Haproxy spec) {
      json.set("router", router(spec));
    }
    settings.front().ifPresent(f -> json.set("front", front(f)));
    return json;
  }

  static TargetSettings read(JsonNode json) {
    JsonNode tls = json.path("tls");
    Optional<Sticky> sticky = text(json, "cookie").map(Sticky.Cookie::new);
    return new TargetSettings(
        endpoint(json.path("listen")),
        tls.isObject() ? Optional.of(new Tls(tls.path("certificate").asText(), tls.path("key").asText())) : Optional.empty(),
        sticky.or(() -> text(json, "header").map(Sticky.Header::new)),
        Duration.ofMillis(json.path("drainMillis").asLong()),
        json.has("router") ? Optional.of(router(json.path("router"))) : Optional.empty(),
        json.has("front") ? Optional.of(front(json.path("front"))) : Optional.empty());
  }

  static ObjectNode endpoint(Endpoint endpoint) {
    return JsonNodeFactory.instance.objectNode().put("host", endpoint.host()).put("port", endpoint.port());
  }

  static Endpoint endpoint(JsonNode json) {
    return new Endpoint(json.path("host").asText(), json.path("port").asInt());
  }

  static ObjectNode router(RouterSpec.Haproxy spec) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    spec.sockets().forEach(json.putArray("sockets")::add);
    spec.template().ifPresent(t -> json.put("template", t));
    spec.preview().ifPresent(p -> json.set("preview", endpoint(p)));
    spec.files().ifPresent(f -> json.put("files", f));
    return json;
  }

  static RouterSpec.Haproxy router(JsonNode json) {
    return new RouterSpec.Haproxy(
        texts(json.path("sockets")), text(json, "template"),
        json.has("preview") ? Optional.of(endpoint(json.path("preview"))) : Optional.empty(), text(json, "files"));
  }

  private static ObjectNode front(Front front) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    front.hsts().ifPresent(age -> json.put("hstsSeconds", age.toSeconds()));
    ObjectNode headers = json.putObject("headers");
    front.headers().forEach(headers::put);
    json.put("gzip", front.gzip());
    var limits = json.putArray("limits");
    front.limits().forEach(l -> limits.addObject().put("path", l.path()).put("perSecond", l.requestsPerSecond()));
    front.accessLog().ifPresent(file -> json.put("accessLog", file));
    front.health().ifPresent(path -> json.put("health", path));
    front.singlePageApp().ifPresent(app -> {
      ObjectNode one = json.putObject("app").put("page", app.page()).put("cacheSeconds", app.cache().toSeconds());
      app.except().forEach(one.putArray("except")::add);
    });
    return json;
  }

  private static Front front(JsonNode json) {
    Map<String, String> headers = new TreeMap<>();
    json.path("headers").properties().forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
    List<Front.RateLimit> limits = new ArrayList<>();
    json.path("limits").forEach(l -> limits.add(new Front.RateLimit(l.path("path").asText(), l.path("perSecond").asInt())));
    JsonNode app = json.path("app");
    return new Front(
        json.has("hstsSeconds") ? Optional.of(Duration.ofSeconds(json.path("hstsSeconds").asLong())) : Optional.empty(),
        headers,
        json.path("gzip").asBoolean(),
        limits,
        text(json, "accessLog"),
        text(json, "health"),
        app.isObject() ? Optional.of(new Front.SinglePageApp(
            app.path("page").asText(), texts(app.path("except")), Duration.ofSeconds(app.path("cacheSeconds").asLong())))
                : Optional.empty());
  }

  private static Optional<String> text(JsonNode json, String key) {
    return json.path(key).isTextual() ? Optional.of(json.path(key).asText()) : Optional.empty();
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }
}
