package dev.slipway.adapters.yaml;

import dev.slipway.core.traffic.Front;
import dev.slipway.core.traffic.RouterSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code front}: what the router does for every request beside sharing them out. */
final class FrontReader {
  private static final String EXAMPLE = "{ security-headers: true, gzip: true }";
  private static final Duration YEAR = Duration.ofDays(365);

  /** What a browser is told where nothing else is written: owasp.org/www-project-secure-headers. */
  private static final Map<String, String> SECURITY_HEADERS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "strict-origin-when-cross-origin",
          "Permissions-Policy", "camera=(), geolocation=(), microphone=()");

  private FrontReader() {}

  static Optional<Front> read(Section environment, Optional<RouterSpec> router, boolean tls) {
    Optional<Section> section = environment.section("front", EXAMPLE);
    if (section.isEmpty()) {
      return Optional.empty();
    }
    Section front = section.get();
    if (router.isEmpty()) {
      front.problems().add(Fault.NOT_AVAILABLE, front.headAt(), front.path() + " is not available with the embedded router",
          "use router: haproxy or router: nginx, or leave it out");
      return Optional.empty();
    }
    return Optional.of(new Front(
        front.value("hsts").flatMap(v -> hsts(v, tls)),
        headers(front),
        front.value("gzip").flatMap(Value::truth).orElse(false),
        front.value("rate-limit").map(FrontReader::limits).orElse(List.of()),
        front.value("access-log").flatMap(v -> v.text("logs/access.json")),
        front.value("health").flatMap(HealthReader::path),
        front.section("single-page-app", "{ page: /index.html }").flatMap(FrontReader::app)));
  }

  /** Browsers ignore it on plain HTTP (RFC 6797, 8.1), so whoever writes it there believes in something that is not so. */
  private static Optional<Duration> hsts(Value value, boolean tls) {
    boolean truth = value.node() instanceof Node.Scalar scalar && scalar.type() == Node.Type.TRUTH;
    Optional<Duration> age = truth ? value.truth().filter(on -> on).map(on -> YEAR) : value.duration(Defaults.DAY, YEAR.multipliedBy(2));
    if (age.isPresent() && !tls) {
      value.fault(Fault.CONTRADICTION, value.path() + " needs TLS, and there is none here",
          "add tls: { certificate: …, key: … }, or leave it out");
    }
    return age;
  }

  private static Map<String, String> headers(Section front) {
    Map<String, String> headers = new LinkedHashMap<>();
    if (front.value("security-headers").flatMap(Value::truth).orElse(false)) {
      headers.putAll(SECURITY_HEADERS);
    }
    Optional<Section> own = front.section("headers", "{ X-Frame-Options: SAMEORIGIN }");
    for (Node.Entry entry : own.map(s -> s.map().entries()).orElse(List.of())) {
      Value value = own.orElseThrow().value(entry.key()).orElseThrow();
      header(entry, value).ifPresent(text -> {
        headers.keySet().removeIf(entry.key()::equalsIgnoreCase);
        headers.put(entry.key(), text);
      });
    }
    return headers;
  }

  private static Optional<String> header(Node.Entry entry, Value value) {
    if (!entry.key().matches(SettingsReader.TOKEN)) {
      value.problems().add(Fault.BAD_FORM, entry.keyAt(), "\"" + entry.key() + "\" cannot be the name of a header",
          "use letters, digits and dashes, as X-Frame-Options");
      return Optional.empty();
    }
    Optional<String> text = value.text("SAMEORIGIN");
    return text.isEmpty() || text.get().matches("[\\x20-\\x7e]+") ? text
        : value.badForm("cannot be the value of a header", "use printable ASCII on one line");
  }

  /** One rate for every request, or a map from paths to rates. */
  private static List<Front.RateLimit> limits(Value value) {
    if (!(value.node() instanceof Node.Mapping)) {
      return rate(value).map(r -> new Front.RateLimit("/", r)).stream().toList();
    }
    List<Front.RateLimit> limits = new ArrayList<>();
    Section map = value.section("").orElseThrow();
    for (Node.Entry entry : map.map().entries()) {
      Value each = map.value(entry.key()).orElseThrow();
      if (!entry.key().matches("/[^\\s#?\"']*")) {
        each.problems().add(Fault.BAD_FORM, entry.keyAt(), "\"" + entry.key() + "\" is no path",
            "a path begins with a slash, as /api/: 100/s");
      } else {
        rate(each).ifPresent(r -> limits.add(new Front.RateLimit(entry.key(), r)));
      }
    }
    return limits;
  }

  private static Optional<Integer> rate(Value value) {
    String text = value.node() instanceof Node.Scalar scalar ? scalar.text() : "";
    if (!text.matches("[0-9]{1,7}/s")) {
      return value.badForm("is no rate", "write requests a second from one client, as 100/s");
    }
    int rate = Integer.parseInt(text.substring(0, text.length() - 2));
    if (rate < 1 || rate > 1_000_000) {
      value.fault(Fault.OUT_OF_RANGE, value.path() + " is " + text + ", out of range", "use 1/s to 1000000/s");
      return Optional.empty();
    }
    return Optional.of(rate);
  }

  private static Optional<Front.SinglePageApp> app(Section app) {
    Optional<String> page = app.value("page").map(HealthReader::path).orElse(Optional.of("/index.html"));
    List<String> except = new ArrayList<>();
    app.value("except").map(Value::oneOrMany).orElse(List.of()).forEach(v -> HealthReader.path(v).ifPresent(except::add));
    Duration cache = app.value("cache").flatMap(v -> v.duration(Defaults.NONE, YEAR)).orElse(YEAR);
    return page.map(p -> new Front.SinglePageApp(p, except, cache));
  }
}
