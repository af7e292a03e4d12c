package dev.slipway.adapters.nginx;

import dev.slipway.core.traffic.TargetSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Writes the configuration of one target: a pure function of what it is written from, the template and where it stands. */
final class Rendering {
  private static final String LOOPBACK = "127.0.0.1";

  private final Template template;
  private final Place place;
  private final Path home;
  private final String user;

  /**
   * A way of writing.
   *
   * @param user whom nginx of our own runs as
   */
  Rendering(Template template, Place place, String user) {
    this.template = template;
    this.place = place;
    this.home = place.folder();
    this.user = user;
  }

  ConfigText of(Written from) {
    Names names = new Names(from.target());
    Split split = new Split(from, names);
    FrontText front = new FrontText(from.settings(), names);
    String body = template.filled(Map.of(
        "http", split.text() + front.http() + countsFormat(names),
        "listen", listen(from.settings()),
        "tls", tls(from.settings(), names),
        "counting", "access_log " + Quoted.path(place.counts().toString()) + " " + names.of("counts") + ";",
        "front", front.server(split.serves()),
        "proxy", proxy(names.variable("upstream"), names),
        "upstream", names.variable("upstream"),
        "preview", preview(from, names, split),
        "target", from.target().toString()));
    return ConfigText.of(from, place.own() ? whole(from, body) : body);
  }

  private static String listen(TargetSettings settings) {
    return "listen " + settings.listen() + (settings.tls().isPresent() ? " ssl http2" : "") + ";";
  }

  private static String tls(TargetSettings settings, Names names) {
    return settings.tls().map(tls -> "ssl_certificate " + Quoted.path(tls.certificate()) + ";\nssl_certificate_key "
        + Quoted.path(tls.key())
        + ";\nssl_protocols TLSv1.2 TLSv1.3;\nssl_session_cache shared:" + names.of("tls") + ":2m;").orElse("");
  }

  /** Tabs between fields, none of which a client can write into; read by {@link CountedLine}. */
  private static String countsFormat(Names names) {
    return "log_format " + names.of("counts") + " '" + names.variable("chosen") + "\\t" + names.variable("served")
        + "\\t$status\\t$upstream_status\\t$upstream_connect_time\\t$request_time"
        + "\\t$upstream_header_time\\t$request_completion\\t$upstream_addr';\n";
  }

  /**
   * Answers are passed on as they come, for streams; a body is sent on as it comes, so that an instance is reached as soon as it was
   * chosen.
   * An idle connection is let go before most servers let go of theirs, and an answer may take as long as it takes.
   */
  private static String proxy(String to, Names names) {
    return "if (" + to + " = \"\") { return 503; }\n" + passing(to, names);
  }

  private static String passing(String to, Names names) {
    return String.join("\n",
        "proxy_pass http://" + to + ";",
        "proxy_http_version 1.1;",
        "proxy_set_header Host $http_host;",
        "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;",
        "proxy_set_header X-Forwarded-Proto $scheme;",
        "proxy_set_header Upgrade $http_upgrade;",
        "proxy_set_header Connection " + names.variable("connection") + ";",
        "proxy_buffering off;",
        "proxy_buffer_size 16k;",
        "proxy_buffers 8 16k;",
        "proxy_request_buffering off;",
        "client_max_body_size 0;",
        "proxy_next_upstream error timeout;",
        "proxy_next_upstream_tries 3;",
        "proxy_connect_timeout 2s;",
        "proxy_read_timeout 1h;",
        "proxy_send_timeout 1h;");
  }

  /** The preview, and the marker under a host name of its own, share a loopback listener whose port stays. */
  private static String preview(Written from, Names names, Split split) {
    String passing = split.previews() ? passing(names.of("preview"), names) : "return 503;";
    String listener = "  listen " + LOOPBACK + ":" + from.previewPort();
    return "server {\n" + listener + " default_server;\n  access_log off;\n  location / {\n    " + passing.replace("\n", "\n    ")
        + "\n  }\n}\n"
        + "server {\n" + listener + ";\n  server_name " + Names.MARKER_HOST + ";\n  access_log off;\n  default_type text/plain;\n"
        + "  location / { return 200 \"" + Marker.LINE + from.target() + " epoch " + from.epoch() + " generation " + from.generation()
            + " digest "
        + ConfigText.DIGEST + "\\n\"; }\n}\n";
  }

  private String whole(Written from, String body) {
    StringBuilder out = new StringBuilder();
    if (user.equals("root")) {
      out.append("user root;\n");
    }
    out.append("pid ").append(Quoted.path(home.resolve(from.pidFile()).toString())).append(";\n");
    out.append("error_log ").append(Quoted.path(home.resolve("error.log").toString())).append(" warn;\n");
    out.append("worker_processes auto;\nworker_shutdown_timeout ").append(seconds(from.settings().drain())).append("s;\n");
    out.append(
        "events { worker_connections 4096; }\nhttp {\n  server_tokens off;\n  access_log off;\n  default_type application/octet-stream;\n");
    for (String each : new String[] {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
      out.append("  ").append(each).append("_temp_path ").append(Quoted.path(home.resolve("temp-" + each).toString())).append(";\n");
    }
    out.append("  keepalive_requests 100000;\n\n");
    body.lines().forEach(line -> out.append("  ").append(line).append('\n'));
    return out.append("}\n").toString();
  }

  private static long seconds(Duration drain) {
    return Math.max(1, drain.plusMillis(999).toSeconds());
  }
}
