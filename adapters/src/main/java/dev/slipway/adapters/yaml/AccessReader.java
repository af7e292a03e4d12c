package dev.slipway.adapters.yaml;

import dev.slipway.core.metric.SourceAccess;
import dev.slipway.core.metric.SourceAccess.Basic;
import dev.slipway.core.metric.SourceAccess.ClientCertificate;
import java.util.Optional;

/** Reads how a source lets itself be asked: {@code bearer-token-file}, {@code basic-auth}, {@code tls}. */
final class AccessReader {
  private AccessReader() {}

  static Optional<SourceAccess> read(Section source) {
    Optional<String> token = source.value("bearer-token-file").flatMap(v -> v.text("prometheus.token"));
    Optional<Section> basicAuth = source.section("basic-auth", "{ user: slipway, password-file: prometheus.password }");
    Optional<Basic> basic = basicAuth.flatMap(AccessReader::basic);
    Optional<Section> tls = source.section("tls", "{ ca: ca.pem }");
    Optional<String> ca = tls.flatMap(s -> s.value("ca")).flatMap(v -> v.text("ca.pem"));
    Optional<ClientCertificate> client = tls.flatMap(AccessReader::client);
    if (token.isPresent() && basicAuth.isPresent()) {
      basicAuth.get().problems().add(Fault.CONTRADICTION, basicAuth.get().headAt(), source.path()
          + " has both a bearer token and a password",
          "keep one of the two");
      return Optional.empty();
    }
    notWithoutTls(source, token.isPresent() || basic.isPresent(), tls);
    boolean any = token.isPresent() || basic.isPresent() || ca.isPresent() || client.isPresent();
    return any ? Optional.of(new SourceAccess(token, basic, ca, client)) : Optional.empty();
  }

  private static Optional<Basic> basic(Section auth) {
    Optional<String> user = auth.value("user").flatMap(v -> v.text("slipway"));
    Optional<String> file = auth.value("password-file").flatMap(v -> v.text("prometheus.password"));
    if (user.filter(u -> u.indexOf(':') >= 0).isPresent()) {
      return auth.value("user").orElseThrow().badForm("has a colon, which ends the name of a user (RFC 7617)", "write it without");
    }
    return user.flatMap(u -> file.map(f -> new Basic(u, f)));
  }

  private static Optional<ClientCertificate> client(Section tls) {
    Optional<Value> certificate = tls.value("certificate");
    Optional<Value> key = tls.value("key");
    if (certificate.isPresent() != key.isPresent()) {
      tls.problems().add(Fault.MISSING_KEY, tls.headAt(), tls.path() + " has no " + (key.isPresent() ? "certificate" : "key"),
          "name both files, as { certificate: slipway.pem, key: slipway-key.pem }");
      return Optional.empty();
    }
    return certificate.flatMap(v -> v.text("slipway.pem")).flatMap(c -> key.flatMap(v -> v.text("slipway-key.pem"))
        .map(k -> new ClientCertificate(c, k)));
  }

  /** A password on plain HTTP is everybody's on the way; to this very machine there is no way. */
  private static void notWithoutTls(Section source, boolean secret, Optional<Section> tls) {
    Optional<Value> address = source.value("prometheus");
    String text = address.flatMap(v -> v.node() instanceof Node.Scalar s ? Optional.of(s.text()) : Optional.empty()).orElse("");
    boolean plain = text.startsWith("http://");
    boolean here = text.matches("http://(localhost|127[0-9.]*|\\[::1])(:[0-9]+)?(/.*)?");
    if (plain && secret && !here) {
      address.orElseThrow().fault(Fault.CONTRADICTION, source.path() + " would send its credentials unencrypted to " + text,
          "use https://");
    }
    if (plain && tls.isPresent()) {
      source.problems().add(Fault.CONTRADICTION, tls.get().headAt(), tls.get().path() + " is about TLS, and " + text + " is plain HTTP",
          "use https://");
    }
  }
}
