package dev.slipway.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsServer;
import dev.slipway.core.check.CheckGroup;
import dev.slipway.core.check.CheckKind;
import dev.slipway.core.check.CheckSpec;
import dev.slipway.core.check.HttpQuestion;
import dev.slipway.validation.ask.OldHello;
import dev.slipway.validation.ask.Trust;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that are good, of nobody known, for another name, expired and about to; and versions of long ago. */
class TlsChecksTest {
  private static final CheckSpec TLS = CheckSpec.of(new CheckKind.Group(CheckGroup.TLS, List.of()));
  @TempDir static Path folder;
  private static RealCertificates made;

  private static String inDays(int days) {
    return DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC).format(Instant.now().plus(Duration.ofDays(days)));
  }

  @BeforeAll
  static void certificates() throws Exception {
    made = RealCertificates.in(folder).signed("shop", "DNS:localhost,IP:127.0.0.1", inDays(-1), inDays(25))
        .signed("other", "DNS:other.example,DNS:*.shop.example", inDays(-1), inDays(25))
            .signed("old", "DNS:localhost", inDays(-20), inDays(-1))
        .signed("soon", "DNS:localhost", inDays(-1), inDays(5));
  }

  private interface Asked {
    Report of(URI address) throws Exception;
  }

  private static Report served(String certificate, Asked asked) throws Exception {
    HttpsServer server = made.server(certificate);
    try (RealService service = new RealService(server)) {
      service.on("/", 200, "ok", "Strict-Transport-Security", "max-age=31536000");
      return asked.of(URI.create("https://localhost:" + server.getAddress().getPort()));
    }
  }

  private static Report ask(URI address, Trust trust, CheckSpec... checks) throws Exception {
    try (RealService any = new RealService()) {
      Subject like = any.subject();
      Subject subject = new Subject(address, like.health(), like.target(), "", Optional.empty(), folder, trust, Map.of("KEY", "k3y"),
          Map.of());
      return Validation.of(subject, List.of(checks), planned -> true, Duration.ofSeconds(60));
    }
  }

  private static String told(Report report, String name) {
    Result r = report.results().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    return r.outcome() + " " + r.finding().why();
  }

  private static Trust ours() throws Exception {
    return Trust.authoritiesIn(made.of("ca.pem"));
  }

  @Test
  void a_good_certificate_passes_all_but_what_cannot_be_known() throws Exception {
    Report report = served("shop", at -> ask(at, ours(), TLS));
    assertTrue(report.passed(), report.shortened());
    assertEquals(7, report.count(Outcome.PASSED), report.shortened());
    assertTrue(told(report, "http leads here").startsWith("SKIPPED"));
  }

  @Test
  void nobody_vouches_for_a_chain_of_an_unknown_authority() throws Exception {
    Report report = served("shop", at -> ask(at, Trust.system(), TLS));
    assertEquals("FAILED unable to find valid certification path to requested target", told(report, "chain"));
    assertEquals("PASSED ", told(report, "host name"));
  }

  @Test
  void a_certificate_for_another_name_fails_and_says_for_which() throws Exception {
    Report report = served("other", at -> ask(at, ours(), TLS));
    assertEquals("FAILED it is not for localhost", told(report, "host name"));
    assertTrue(report.reason().contains("other.example"), report.reason());
  }

  @Test
  void an_expired_certificate_and_one_about_to_expire_fail() throws Exception {
    assertEquals("FAILED it has expired", told(served("old", at -> ask(at, ours(), TLS)), "expiry"));
    assertEquals("FAILED it expires within 14 days", told(served("soon", at -> ask(at, ours(), TLS)), "expiry"));
  }

  @Test
  void the_certificate_that_the_router_was_given_is_right_whatever_it_is_called() throws Exception {
    Report report = served("other", at -> ask(at, Trust.pinning(made.of("other.pem")), TLS));
    assertTrue(report.passed(), report.shortened());
    assertTrue(told(report, "host name").startsWith("SKIPPED") && told(report, "chain").startsWith("SKIPPED"));
  }

  @Test
  void a_secret_is_not_told_to_whom_nobody_vouches_for() throws Exception {
    HttpQuestion secret = new HttpQuestion("GET", "/", Map.of("Authorization", "Bearer ${env:KEY}"), Optional.empty(), Optional.empty(),
        Duration.ofSeconds(5), Optional.empty(), Map.of(), Map.of());
    CheckSpec check = CheckSpec.of(new CheckKind.Request(secret));
    assertTrue(served("shop", at -> ask(at, ours(), check)).passed());
    Report refused = served("shop", at -> ask(at, Trust.system(), check));
    assertFalse(refused.passed());
    assertTrue(refused.reason().contains("its variables are not for strangers"), refused.reason());
    assertFalse(served("other", at -> ask(at, ours(), check)).passed());
  }

  @Test
  void a_load_goes_over_tls() throws Exception {
    CheckSpec load = CheckSpec.of(new CheckKind.Load("/", 4, Duration.ofSeconds(1), 0, Optional.empty()));
    Report report = served("shop", at -> ask(at, ours(), load));
    assertTrue(report.passed(), report.shortened());
  }

  @Test
  void a_server_that_still_speaks_tls_1_1_is_found_out() throws Exception {
    int port = RealCertificates.freePort();
    Process old = made.sServer(port, "-tls1_1", "-cipher", "ALL:@SECLEVEL=0");
    try {
      RealCertificates.listening(port);
      assertTrue(OldHello.accepted("localhost", port, OldHello.Version.TLS_1_1));
    } finally {
      old.destroyForcibly().waitFor();
    }
    Report today = served("shop", at -> {
      assertFalse(OldHello.accepted("localhost", at.getPort(), OldHello.Version.TLS_1_1));
      return ask(at, ours(), TLS);
    });
    assertEquals("PASSED ", told(today, "old protocols refused"));
  }
}
