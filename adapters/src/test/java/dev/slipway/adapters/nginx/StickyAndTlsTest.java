package dev.slipway.adapters.nginx;

import static dev.slipway.adapters.nginx.NginxRig.TARGET;
import static dev.slipway.adapters.nginx.NginxRig.said;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.core.traffic.TargetSettings.Sticky;
import dev.slipway.core.traffic.TargetSettings.Tls;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People who keep their release, and TLS, asked of the real nginx. */
class StickyAndTlsTest {
  private static final int PEOPLE = 200;

  @TempDir Path folder;
  private NginxRig rig;

  @BeforeEach
  void start() throws Exception {
    rig = new NginxRig(folder);
  }

  @AfterEach
  void stop() throws Exception {
    rig.close();
  }

  private void apply(Optional<Tls> tls, Optional<Sticky> sticky, int weight) {
    rig.apply(new TargetSettings(rig.listen, tls, sticky, Duration.ofSeconds(5)), rig.table(weight));
  }

  @Test
  void people_keep_their_release_and_only_ever_move_towards_a_growing_candidate() throws Exception {
    Map<String, String> before = new HashMap<>();
    for (int weight : new int[] {10, 40, 100}) {
      apply(Optional.empty(), Optional.of(new Sticky.Header("X-User")), weight);
      int candidates = 0;
      for (int person = 0; person < PEOPLE; person++) {
        String name = "person-" + person;
        String release = rig.get("/", "X-User", name).body();
        assertTrue(!"candidate".equals(before.put(name, release)) || release.equals("candidate"), name + " went back to stable");
        candidates += release.equals("candidate") ? 1 : 0;
      }
      // People by a fixed hash: the same on every run, and within 6 points of the weight.
      assertTrue(Math.abs(candidates * 100 / PEOPLE - weight) <= 6, candidates + " of " + PEOPLE + " at " + weight + " %");
    }
  }

  @Test
  void a_new_person_gets_a_cookie_and_keeps_the_release_by_it() throws Exception {
    apply(Optional.empty(), Optional.of(new Sticky.Cookie("cohort.x")), 50);
    for (int i = 0; i < 10; i++) {
      HttpResponse<String> first = rig.get("/");
      String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
      assertTrue(cookie.matches("cohort\\.x=[0-9a-f-]{32,36}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"), cookie);
      for (int again = 0; again < 3; again++) {
        HttpResponse<String> next = rig.get("/", "Cookie", "other=1; " + cookie.substring(0, cookie.indexOf(';')));
        assertEquals(first.body(), next.body());
        assertEquals(Optional.empty(), next.headers().firstValue("Set-Cookie"));
      }
      assertTrue(rig.get("/", "Cookie", "cohortyx=" + cookie).headers().firstValue("Set-Cookie").isPresent());
    }
  }

  @Test
  void tls_speaks_http_2_refuses_old_versions_and_takes_a_new_certificate_by_itself() throws Exception {
    Tls tls = certificate("one");
    apply(Optional.of(tls), Optional.of(new Sticky.Cookie("cohort")), 0);
    assertEquals("stable 2", curl("--http2"));
    assertEquals("", curl("--tls-max", "1.1"));
    assertTrue(curl("-i").contains("SameSite=Lax; Secure"));
    Tls next = certificate("two");
    Files.move(Path.of(next.certificate()), Path.of(tls.certificate()), StandardCopyOption.REPLACE_EXISTING);
    Path kept = Files.move(Path.of(tls.key()), folder.resolve("kept.key"));
    assertEquals(Optional.empty(), rig.router.read(TARGET).foreign());
    Files.move(kept, Path.of(tls.key()));
    // A certificate whose key is not there yet is no reason to stop.
    assertEquals(Optional.empty(), rig.router.read(TARGET).foreign());
    assertTrue(curl("-v").contains("CN=one"));
    Files.move(Path.of(next.key()), Path.of(tls.key()), StandardCopyOption.REPLACE_EXISTING);
    rig.router.read(TARGET);
    RealNginx.await("the new certificate", () -> servesCertificate("two"));
    assertEquals(Optional.empty(), rig.router.read(TARGET).foreign());
  }

  private boolean servesCertificate(String name) {
    try {
      return curl("-v").contains("CN=" + name);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_certificate_that_is_not_there_is_told_and_changes_nothing() throws Exception {
    apply(Optional.empty(), Optional.empty(), 0);
    Optional<Tls> nowhere = Optional.of(new Tls("/nowhere/c.pem", "/nowhere/k.pem"));
    OutsideException refused = assertThrows(OutsideException.class, () -> apply(nowhere, Optional.empty(), 0));
    assertEquals("SLW-4208", refused.code());
    assertTrue(refused.said().contains("/nowhere/c.pem"), refused.said());
    assertEquals("stable", rig.get("/").body());
  }

  private String curl(String... options) throws Exception {
    List<String> command = new java.util.ArrayList<>(List.of("curl", "-sk", "-w", " %{http_version}", "https://" + rig.listen + "/"));
    command.addAll(List.of(options));
    String said = said(command.toArray(String[]::new));
    return said.endsWith(" 0") ? "" : said;
  }

  private Tls certificate(String name) throws Exception {
    Path certificate = folder.resolve(name + ".crt");
    Path key = folder.resolve(name + ".key");
    said("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=" + name,
        "-days", "2", "-out", certificate.toString(), "-keyout", key.toString());
    return new Tls(certificate.toString(), key.toString());
  }
}
