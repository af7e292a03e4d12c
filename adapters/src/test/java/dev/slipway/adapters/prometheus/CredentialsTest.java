package dev.slipway.adapters.prometheus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.Question;
import dev.slipway.core.metric.SourceAccess;
import dev.slipway.core.metric.SourceAccess.Basic;
import dev.slipway.core.metric.SourceAccess.ClientCertificate;
import dev.slipway.core.metric.SourceSpec;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus that speaks TLS only, asks for a certificate, and knows one user. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CredentialsTest {
  /** bcrypt of {@code geheim}. */
  private static final String PASSWORD_HASH = "$2b$12$mn/B4vGi0ve//rrW6WHtku1nX6jQt27YeQmX2dlpM5Rj6EaGxSphC";

  private Path files;
  private Exporter exporter;
  private RealPrometheus prometheus;

  @BeforeAll
  void starts(@TempDir Path folder) throws IOException, InterruptedException {
    RealPrometheus.assumeInstalled();
    files = Files.createDirectories(folder.resolve("files"));
    certificate("server", "/CN=127.0.0.1", "subjectAltName=IP:127.0.0.1");
    certificate("client", "/CN=slipway", "subjectAltName=DNS:slipway");
    secret("password", "geheim\n");
    exporter = Exporter.start();
    exporter.exports("depth{version=\"1.4.0\"} 1");
    Path web = files.resolve("web.yml");
    Files.writeString(web, """
        tls_server_config:
          cert_file: %1$s/server.pem
          key_file: %1$s/server-key.pem
          client_auth_type: RequireAndVerifyClientCert
          client_ca_file: %1$s/client.pem
        basic_auth_users: { slipway: '%2$s' }
        """.formatted(files, PASSWORD_HASH));
    prometheus = RealPrometheus.start(
        Files.createDirectories(folder.resolve("prometheus")), List.of(exporter), List.of("--web.config.file=" + web),
            p -> said(p, right()).startsWith("level"));
  }

  @AfterAll
  void ends() throws IOException, InterruptedException {
    if (prometheus != null) {
      prometheus.close();
      exporter.close();
    }
  }

  /** A certificate that is its own authority. */
  private void certificate(String name, String subject, String extension) throws IOException, InterruptedException {
    Process made = new ProcessBuilder(
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2", "-subj", subject,
            "-addext", extension,
        "-keyout", files.resolve(name + "-key.pem").toString(), "-out", files.resolve(name + ".pem").toString())
        .redirectErrorStream(true).redirectOutput(files.resolve("openssl.log").toFile()).start();
    assertEquals(0, made.waitFor(), () -> files.resolve("openssl.log").toString());
    Files.setPosixFilePermissions(files.resolve(name + "-key.pem"), PosixFilePermissions.fromString("rw-------"));
  }

  private void secret(String name, String text) throws IOException {
    Files.writeString(files.resolve(name), text);
    Files.setPosixFilePermissions(files.resolve(name), PosixFilePermissions.fromString("rw-------"));
  }

  private String file(String name) {
    return files.resolve(name).toString();
  }

  private SourceAccess right() {
    return new SourceAccess(
        Optional.empty(), Optional.of(new Basic("slipway", file("password"))), Optional.of(file("server.pem")),
        Optional.of(new ClientCertificate(file("client.pem"), file("client-key.pem"))));
  }

  private static String said(RealPrometheus at, SourceAccess access) {
    SourceSpec source = new SourceSpec(
        "prom", SourceSpec.Kind.PROMETHEUS, "https://127.0.0.1:" + at.port(), Duration.ofSeconds(10), Duration.ZERO, Optional.of(access));
    Metric metric = new Metric("tried", "prom", new Metric.Level("max(depth{version=\"${version}\"})"));
    return Asking.said(new PrometheusSource().read(
        new Question(metric, source, new TargetId("shop", "production"), new ReleaseId("1.4.0-bbbbbbbb"), "1.4.0", Instant.now())));
  }

  private String said(SourceAccess access) {
    String said = said(prometheus, access);
    assertFalse(said.contains("geheim"), said);
    return said;
  }

  @Test
  void a_source_is_asked_with_a_password_a_certificate_and_an_authority_of_ones_own() {
    assertTrue(said(right()).startsWith("level 1.0"), () -> said(right()));
  }

  @Test
  void a_wrong_password_is_told_without_being_shown() throws IOException {
    secret("wrong", "geheimer");
    SourceAccess r = right();
    String said = said(new SourceAccess(Optional.empty(), Optional.of(new Basic("slipway", file("wrong"))), r.ca(), r.client()));
    assertTrue(said.startsWith("wrong SLW-4543") && said.contains("answered 401") && !said.contains("geheimer"), said);
  }

  @Test
  void without_credentials_it_is_told_what_to_name() {
    SourceAccess r = right();
    String said = said(new SourceAccess(Optional.empty(), Optional.empty(), r.ca(), r.client()));
    assertTrue(said.contains("SLW-4543") && said.contains("look at the files"), said);
  }

  @Test
  void a_bearer_token_is_sent_as_it_stands_in_its_file() throws IOException {
    secret("token", "abc.def\n");
    SourceAccess r = right();
    String said = said(new SourceAccess(Optional.of(file("token")), Optional.empty(), r.ca(), r.client()));
    assertTrue(said.contains("SLW-4543") && !said.contains("abc.def"), said);
  }

  @Test
  void who_is_not_trusted_is_not_asked() {
    SourceAccess r = right();
    String said = said(new SourceAccess(Optional.empty(), r.basic(), Optional.empty(), r.client()));
    assertTrue(said.startsWith("wrong SLW-4513"), said);
  }

  @Test
  void without_a_certificate_the_other_side_hangs_up() {
    SourceAccess r = right();
    String said = said(new SourceAccess(Optional.empty(), r.basic(), r.ca(), Optional.empty()));
    assertTrue(said.startsWith("wrong SLW-4513"), said);
  }

  @Test
  void a_password_that_others_may_read_is_not_used() throws IOException {
    secret("open", "geheim");
    Files.setPosixFilePermissions(files.resolve("open"), PosixFilePermissions.fromString("rw-r--r--"));
    SourceAccess r = right();
    String said = said(new SourceAccess(Optional.empty(), Optional.of(new Basic("slipway", file("open"))), r.ca(), r.client()));
    assertTrue(said.startsWith("wrong SLW-4540") && said.contains("chmod 600"), said);
  }

  @Test
  void files_that_are_missing_empty_or_of_another_kind_are_told_by_name() throws IOException {
    SourceAccess r = right();
    Optional<Basic> none = Optional.of(new Basic("slipway", file("nowhere")));
    assertSaid("nowhere, does not exist", said(new SourceAccess(Optional.empty(), none, r.ca(), r.client())));
    secret("empty", "\n");
    assertSaid("empty, is empty", said(new SourceAccess(Optional.of(file("empty")), Optional.empty(), r.ca(), r.client())));
    secret("two", "a b");
    assertSaid("more than one word", said(new SourceAccess(Optional.of(file("two")), Optional.empty(), r.ca(), r.client())));
    assertSaid("SLW-4542", said(new SourceAccess(Optional.empty(), r.basic(), Optional.of(file("no-ca")), r.client())));
    assertSaid("no certificate in PEM", said(new SourceAccess(Optional.empty(), r.basic(), Optional.of(file("empty")), r.client())));
    secret("not-pem", "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----");
    assertSaid("SLW-4542", said(new SourceAccess(Optional.empty(), r.basic(), Optional.of(file("not-pem")), r.client())));
    ClientCertificate other = new ClientCertificate(file("client.pem"), file("password"));
    assertSaid("openssl pkcs8", said(new SourceAccess(Optional.empty(), r.basic(), r.ca(), Optional.of(other))));
    secret("no-key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----");
    ClientCertificate broken = new ClientCertificate(file("client.pem"), file("no-key"));
    assertSaid("neither RSA, EC nor EdDSA", said(new SourceAccess(Optional.empty(), r.basic(), r.ca(), Optional.of(broken))));
    secret("folder", "x");
    assertSaid("SLW-454", said(new SourceAccess(Optional.of(files.toString()), Optional.empty(), r.ca(), r.client())));
  }

  private static void assertSaid(String part, String said) {
    assertTrue(said.contains(part), said);
  }
}
