package dev.slipway.adapters.nginx;

import dev.slipway.core.traffic.Front;
import dev.slipway.core.traffic.Front.RateLimit;
import dev.slipway.core.traffic.Front.SinglePageApp;
import dev.slipway.core.traffic.TargetSettings;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in front of a target, in nginx's words. Headers are added at the level of the server alone, with empty values for what
 * does not apply: nginx forgets those of a level as soon as the level below adds one.
 */
final class FrontText {
  private static final String TYPES =
      "text/plain text/css text/xml text/javascript application/javascript application/json application/xml application/manifest+json "
          + "image/svg+xml";

  private final Names names;
  private final Optional<Front> front;
  private final boolean cookie;

  FrontText(TargetSettings settings, Names names) {
    this.names = names;
    this.front = settings.front();
    this.cookie = settings.sticky().filter(TargetSettings.Sticky.Cookie.class::isInstance).isPresent();
  }

  /** At the level of http. */
  String http() {
    StringBuilder out = new StringBuilder();
    front.ifPresent(f -> {
      limits(out, f.limits());
      f.accessLog().ifPresent(l -> out.append(accessFormat()));
      f.singlePageApp().ifPresent(app -> pages(out, app, f.health()));
    });
    return out.toString();
  }

  /** At the level of the server. */
  String server(boolean serves) {
    StringBuilder out = new StringBuilder();
    if (cookie) {
      header(out, "Set-Cookie", names.variable("cookie"));
    }
    front.ifPresent(f -> {
      f.hsts().ifPresent(age -> set(out, "Strict-Transport-Security", "max-age=" + age.toSeconds()));
      for (Map.Entry<String, String> each : f.headers().entrySet()) {
        set(out, each.getKey(), each.getValue());
      }
      if (f.gzip()) {
        out.append("gzip on;\ngzip_vary on;\ngzip_proxied any;\ngzip_min_length 256;\ngzip_types ").append(TYPES).append(";\n");
      }
      for (int i = 0; i < f.limits().size(); i++) {
        int burst = f.limits().get(i).requestsPerSecond() - 1;
        out.append("limit_req zone=").append(names.of("rate" + i)).append(burst > 0 ? " burst=" + burst + " nodelay;\n" : ";\n");
      }
      if (!f.limits().isEmpty()) {
        out.append("limit_req_status 429;\n");
      }
      f.accessLog().ifPresent(file -> out.append("access_log ").append(Quoted.path(file)).append(' ').append(names.of("access"))
          .append(";\n"));
      f.singlePageApp().ifPresent(app -> page(out, app, !f.limits().isEmpty()));
      f.health().ifPresent(path -> out.append("location = ").append(Quoted.text(path, names))
          .append(" {\n  default_type text/plain;\n  access_log off;\n  return ")
          .append(serves ? "200 \"ok\\n\"" : "503 \"no instance\\n\"").append(";\n}\n"));
    });
    return out.toString();
  }

  /** What a limit counts by is settled here, by the path that was asked for: below, it is that of the page. */
  private void page(StringBuilder out, SinglePageApp app, boolean limited) {
    if (limited) {
      out.append("set ").append(names.variable("asked")).append(' ').append(names.variable("limit")).append(";\n");
    }
    out.append("if (").append(names.variable("page")).append(") { rewrite ^ ").append(Quoted.text(app.page(), names)).append("; }\n");
    out.append("proxy_hide_header Cache-Control;\n");
    header(out, "Cache-Control", names.variable("cache"));
  }

  /** Whatever the instance says, this is what clients see. */
  private void set(StringBuilder out, String name, String value) {
    out.append("proxy_hide_header ").append(name).append(";\n");
    header(out, name, Quoted.text(value, names));
  }

  private static void header(StringBuilder out, String name, String value) {
    out.append("add_header ").append(name).append(' ').append(value).append(" always;\n");
  }

  /** Each request counts for the longest path that it begins with, and for no other. */
  private void limits(StringBuilder out, List<RateLimit> limits) {
    if (limits.isEmpty()) {
      return;
    }
    out.append("map $uri ").append(names.variable("limit")).append(" {\n  default \"\";\n");
    limits.stream().sorted(Comparator.comparingInt((RateLimit l) -> -l.path().length()))
        .forEach(l -> out.append("  \"~^").append(Quoted.regex(l.path())).append("\" ").append(limits.indexOf(l)).append(";\n"));
    out.append("}\n");
    for (int i = 0; i < limits.size(); i++) {
      String key = names.variable("rate" + i);
      out.append("map ").append(names.variable("limit")).append(' ').append(key).append(" { default \"\"; ").append(i)
          .append(" $binary_remote_addr; }\n");
      out.append("limit_req_zone ").append(key).append(" zone=").append(names.of("rate" + i)).append(":10m rate=")
          .append(limits.get(i).requestsPerSecond()).append("r/s;\n");
    }
  }

  private void pages(StringBuilder out, SinglePageApp app, Optional<String> health) {
    out.append("map \"$request_method $uri\" ").append(names.variable("page")).append(" {\n  default \"\";\n");
    health.ifPresent(path -> out.append("  \"~ ").append(Quoted.regex(path)).append("$\" \"\";\n"));
    app.except().forEach(prefix -> out.append("  \"~ ").append(Quoted.regex(prefix)).append("\" \"\";\n"));
    out.append("  \"~^(?:GET|HEAD) (?:.*/)?[^./]*$\" 1;\n}\n");
    out.append("map \"$status $uri\" ").append(names.variable("cache")).append(" {\n  default $upstream_http_cache_control;\n");
    app.except().forEach(prefix -> out.append("  \"~^\\d+ ").append(Quoted.regex(prefix)).append("\" $upstream_http_cache_control;\n"));
    out.append("  \"~^(?:200|304) ").append(Quoted.regex(app.page())).append("$\" no-cache;\n");
    out.append("  \"~^(?:200|206|304) (?:.*/)?[^/]*\\.[^/]*$\" \"public, max-age=").append(app.cache().toSeconds()).append("\";\n}\n");
  }

  /** One object a request, its path without the query, which may hold what nobody should log. */
  private String accessFormat() {
    return "map $request_uri " + names.variable("path") + " { default \"\"; \"~^([^?]*)\" $1; }\nlog_format " + names.of("access")
        + " escape=json '{\"time\":\"$time_iso8601\",\"client\":\"$remote_addr\",\"method\":\"$request_method\",\"path\":\""
        + names.variable("path") + "\",\"protocol\":\"$server_protocol\","
        + "\"status\":$status,\"bytes\":$body_bytes_sent,\"seconds\":$request_time,\"release\":\"" + names.variable("served") + "\","
        + "\"upstream\":\"$upstream_addr\",\"upstream_status\":\"$upstream_status\",\"upstream_seconds\":\"$upstream_response_time\","
        + "\"agent\":\"$http_user_agent\",\"request_id\":\"$request_id\"}';\n";
  }
}
