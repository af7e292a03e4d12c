package dev.slipway.adapters.haproxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.Front;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.core.traffic.TargetSettings.Sticky;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The configuration of an HAProxy for one target: everything but its servers and weights, which change without it.
 *
 * @param names of the target
 * @param settings where and how it is reached
 * @param preview where the preview release is reached
 * @param map path of the file that the map is loaded from
 * @param certificate path of certificate and key in one file, where there is TLS
 */
record Configuration(Names names, TargetSettings settings, Endpoint preview, Path map, Path certificate) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z-]+)}");
  private static final long LEAST_HARD_STOP_SECONDS = 30;

  /** For an HAProxy of Slipway's own, that is reached at this socket. */
  String whole(Path socket) {
    Map<String, String> values = values();
    values.put("socket", socket.toString());
    values.put("hard-stop", Math.max(LEAST_HARD_STOP_SECONDS, settings.drain().toSeconds() + 1) + "s");
    values.put("target", target());
    values.put("ring", ring().stripTrailing());
    return filled(template(), values);
  }

  /** What a team's own HAProxy needs for the target, beside its slots. */
  String target() {
    return filled(resource("target.template"), values());
  }

  static String ring() {
    return resource("ring.template");
  }

  private String template() {
    Optional<String> file = settings.router().flatMap(r -> r instanceof RouterSpec.Haproxy h ? h.template() : Optional.empty());
    if (file.isEmpty()) {
      return resource("haproxy.cfg.template");
    }
    try {
      return Files.readString(Path.of(file.get()));
    } catch (IOException e) {
      throw new OutsideException("SLW-4153", "the template " + file.get() + " cannot be read: " + e + ". Traffic stays as it is", e);
    }
  }

  private Map<String, String> values() {
    Optional<Front> front = settings.front();
    FrontLines lines = new FrontLines(names, front);
    Map<String, String> values = new HashMap<>();
    values.put("name", names.frontend());
    values.put("bind", bind());
    values.put("preview", preview.toString());
    values.put("map", map.toString());
    values.put("bucket", bucket());
    values.put("front", lines.users());
    values.put("preview-front", lines.everywhere());
    values.put("tables", lines.tables());
    values.put("access-log", front.flatMap(Front::accessLog).map(f -> "  log stdout format raw local0").orElse("  # no access log"));
    return values;
  }

  private String bind() {
    return settings.listen() + settings.tls().map(t -> " ssl crt " + certificate + " alpn h2,http/1.1").orElse("");
  }

  /** People who are recognised have their place by who they are, others by turns. */
  private String bucket() {
    String turns = """
          http-request track-sc2 int(1) table %s
          http-request set-var(txn.slw_seq) sc_inc_gpc0(2)
          http-request set-var(txn.slw_bucket) var(txn.slw_seq),mul(37),mod(100)
        """.formatted(names.sequence());
    String place = "  http-request set-var(txn.slw_bucket) var(txn.slw_map),field(6,|),concat(|,txn.slw_who),xxh32,mod(100)";
    return turns.indent(-2).indent(2).stripTrailing() + settings.sticky().map(s -> "\n" + switch (s) {
      case Sticky.Header header ->
          "  http-request set-var(txn.slw_who) req.hdr(" + header.name() + ")\n" + place + " if { var(txn.slw_who) -m len gt 0 }";
      case Sticky.Cookie cookie -> """
            http-request set-var(txn.slw_who) req.cook(%1$s)
            http-request set-var(txn.slw_new) uuid() unless { var(txn.slw_who) -m len gt 0 }
            http-request set-var(txn.slw_who) var(txn.slw_new) if { var(txn.slw_new) -m found }
          %2$s
            http-after-response add-header Set-Cookie "%1$s=%%[var(txn.slw_new)]; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax%3$s" \
          if { var(txn.slw_new) -m found }""".formatted(cookie.name(), place, settings.tls().isPresent() ? "; Secure" : "");
    }).orElse("");
  }

  private static String filled(String template, Map<String, String> values) {
    Matcher matcher = PLACEHOLDER.matcher(template);
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      String value = values.get(matcher.group(1));
      if (value == null) {
        throw new OutsideException(
            "SLW-4154", "the template names " + matcher.group() + ", which does not exist; there are "
                + new java.util.TreeSet<>(values.keySet())
                + ". Traffic stays as it is");
      }
      matcher.appendReplacement(text, Matcher.quoteReplacement(value));
    }
    return matcher.appendTail(text).toString();
  }

  private static String resource(String name) {
    try (InputStream in = Configuration.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
