package dev.slipway.adapters.yaml;

import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.Front;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.TargetSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads where an environment is reached: {@code listen}, {@code tls}, {@code sticky}, {@code drain}, {@code router}, {@code front}. */
final class SettingsReader {
  private static final Pattern ADDRESS = Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?):([0-9]{1,9})");
  static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]+";

  private static final int SERVICE_PORT = 80;

  private SettingsReader() {}

  /**
   * Reads it.
   *
   * @param cluster what it is reached by where instances are in a cluster, in which a Service has its own address
   */
  static Optional<TargetSettings> read(Section environment, Optional<RouterSpec.Kubernetes> cluster) {
    if (cluster.isPresent()) {
      Endpoint address = new Endpoint(reached(cluster.get()) + "." + cluster.get().place().namespace(), SERVICE_PORT);
      Endpoint told = environment.value("listen").flatMap(SettingsReader::listen).orElse(address);
      return Optional.of(new TargetSettings(told, Optional.empty(), Optional.empty(), drain(environment), Optional.of(cluster.get()),
          Optional.empty()));
    }
    Optional<Endpoint> listen = environment.value("listen").flatMap(SettingsReader::listen);
    Optional<TargetSettings.Tls> tls = environment.section("tls", "{ certificate: tls/chain.pem, key: tls/key.pem }")
        .flatMap(SettingsReader::tls);
    Optional<TargetSettings.Sticky> sticky = environment.section("sticky", "{ cookie: cohort }").flatMap(SettingsReader::sticky);
    Duration drain = drain(environment);
    Optional<RouterSpec> router = RouterReader.read(environment.value("router"));
    Optional<Front> front = FrontReader.read(environment, router, tls.isPresent());
    return listen.map(l -> new TargetSettings(l, tls, sticky, drain, router, front));
  }

  /** Where there is no Service it is called by what it runs in. */
  private static String reached(RouterSpec.Kubernetes spec) {
    return spec.service().isEmpty() ? spec.deployment() : spec.service();
  }

  private static Duration drain(Section environment) {
    return environment.value("drain").flatMap(v -> v.duration(Defaults.NONE, Defaults.DAY)).orElse(Defaults.DRAIN);
  }

  static Optional<Endpoint> listen(Value value) {
    if (!(value.node() instanceof Node.Scalar scalar) || scalar.type() == Node.Type.NOTHING || scalar.type() == Node.Type.TRUTH) {
      return value.wrongKind("a port or HOST:PORT", "8080 or 0.0.0.0:8080");
    }
    String text = scalar.text();
    if (text.matches("-?[0-9]+")) {
      return port(value, text).map(p -> new Endpoint(Defaults.HOST, p));
    }
    Matcher m = ADDRESS.matcher(text);
    if (!m.matches()) {
      return value.badForm("is no address", addressHint(text));
    }
    String host = m.group(1).replaceAll("[\\[\\]]", "");
    return port(value, m.group(3)).map(p -> new Endpoint(host, p));
  }

  private static String addressHint(String text) {
    Matcher port = Pattern.compile("(?:https?://)?([A-Za-z0-9.-]*):([0-9]{1,5})/?.*").matcher(text);
    if (text.startsWith(":") && port.matches()) {
      return "did you mean \"0.0.0.0:" + port.group(2) + "\" for every address of this machine, or " + port.group(2)
          + " for this machine only?";
    }
    if (port.matches() && text.contains("//")) {
      return "did you mean \"" + port.group(1) + ":" + port.group(2) + "\"?";
    }
    return "write a port for this machine only, as 8080, or HOST:PORT, as 0.0.0.0:8080 or [::]:8080";
  }

  private static Optional<Integer> port(Value value, String digits) {
    int port = digits.length() > 6 ? -1 : Integer.parseInt(digits);
    if (port < 1 || port > 65_535) {
      value.fault(Fault.OUT_OF_RANGE, value.path() + " has the port " + digits + ", out of range", "use a port from 1 to 65535");
      return Optional.empty();
    }
    return Optional.of(port);
  }

  private static Optional<TargetSettings.Tls> tls(Section tls) {
    Optional<String> certificate = tls.value("certificate").flatMap(v -> v.text("tls/chain.pem"));
    Optional<String> key = tls.value("key").flatMap(v -> v.text("tls/key.pem"));
    if (certificate.isPresent() && certificate.equals(key)) {
      tls.value("key").orElseThrow().fault(Fault.CONTRADICTION, "tls names the same file as certificate and as key",
          "name the private key's own file");
    }
    return certificate.flatMap(c -> key.map(k -> new TargetSettings.Tls(c, k)));
  }

  private static Optional<TargetSettings.Sticky> sticky(Section sticky) {
    Optional<Value> cookie = sticky.value("cookie");
    Optional<Value> header = sticky.value("header");
    if (cookie.isPresent() && header.isPresent()) {
      sticky.problems().add(Fault.CONTRADICTION, header.get().keyAt(), sticky.path() + " names both a cookie and a header",
          "keep one of the two");
      return Optional.empty();
    }
    if (cookie.isEmpty() && header.isEmpty()) {
      if (sticky.map().entries().isEmpty()) {
        sticky.problems().add(Fault.MISSING_KEY, sticky.headAt(), sticky.path() + " names neither a cookie nor a header",
            "write it as { cookie: cohort } or { header: X-User }");
      }
      return Optional.empty();
    }
    return cookie.flatMap(SettingsReader::token).<TargetSettings.Sticky>map(TargetSettings.Sticky.Cookie::new)
        .or(() -> header.flatMap(SettingsReader::token).map(TargetSettings.Sticky.Header::new));
  }

  private static Optional<String> token(Value value) {
    Optional<String> name = value.text("cohort");
    return name.isEmpty() || name.get().matches(TOKEN) ? name
        : value.badForm("cannot be a name in HTTP", "use letters, digits and dashes, as cohort");
  }
}
