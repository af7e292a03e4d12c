package dev.slipway.adapters.haproxy;

import static dev.slipway.adapters.haproxy.OwnRig.TARGET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router.Fence;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.core.traffic.TargetSettings.Sticky;
import dev.slipway.core.traffic.TargetSettings.Tls;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People who keep their release, and TLS, asked of the real HAProxy. */
class StickyAndTlsTest {
  private static final int PEOPLE = 400;

  @TempDir Path folder;
  private OwnRig rig;
  private int generation;

  @BeforeEach
  void start() throws IOException {
    rig = new OwnRig(folder);
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
  }

  private void apply(Optional<Tls> tls, Optional<Sticky> sticky, int weight) {
    TargetSettings settings = new TargetSettings(rig.listen, tls, sticky, Duration.ofSeconds(5));
    rig.router.apply(new Target(TARGET, settings), rig.table(weight), new Fence(1, ++generation, false));
  }

  @Test
  void people_keep_their_release_and_only_ever_move_towards_a_growing_candidate() throws Exception {
    Optional<Sticky> header = Optional.of(new Sticky.Header("X-User"));
    Map<String, String> before = new TreeMap<>();
    for (int weight : new int[] {10, 40, 100}) {
      apply(Optional.empty(), header, weight);
      int candidates = 0;
      for (int person = 0; person < PEOPLE; person++) {
        String name = "person-" + person;
        String release = rig.get("/", "X-User", name).body();
        assertEquals(release, rig.get("/", "X-User", name).body());
        assertTrue(!"candidate".equals(before.get(name)) || release.equals("candidate"), name + " went back to stable");
        before.put(name, release);
        candidates += release.equals("candidate") ? 1 : 0;
      }
      // 400 people by a fixed hash: the same on every run, and within 5 points of the weight.
      assertTrue(Math.abs(candidates * 100 / PEOPLE - weight) <= 5, candidates + " of " + PEOPLE + " at " + weight + " %");
    }
  }

  @Test
  void a_new_person_gets_a_cookie_and_keeps_the_release_by_it() throws Exception {
    apply(Optional.empty(), Optional.of(new Sticky.Cookie("cohort")), 50);
    for (int i = 0; i < 10; i++) {
      HttpResponse<String> first = rig.get("/");
      String cookie = first.headers().firstValue("Set-Cookie").orElseThrow();
      assertTrue(cookie.matches("cohort=[0-9a-f-]{36}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"), cookie);
      for (int again = 0; again < 3; again++) {
        HttpResponse<String> next = rig.get("/", "Cookie", cookie.substring(0, cookie.indexOf(';')));
        assertEquals(first.body(), next.body());
        assertEquals(Optional.empty(), next.headers().firstValue("Set-Cookie"));
      }
    }
  }

  @Test
  void tls_speaks_http_2_refuses_old_versions_and_takes_a_new_certificate_without_a_restart() throws Exception {
    Tls tls = certificate("one");
    apply(Optional.of(tls), Optional.empty(), 0);
    assertEquals("stable 2", curl("--http2"));
    assertEquals("", curl("--tls-max", "1.1"));
    long pid = rig.pid();
    Tls next = certificate("two");
    Files.move(Path.of(next.certificate()), Path.of(tls.certificate()), StandardCopyOption.REPLACE_EXISTING);
    Files.move(Path.of(next.key()), Path.of(tls.key()), StandardCopyOption.REPLACE_EXISTING);
    OwnRig.until(() -> {
      rig.router.read(TARGET);
      return said("curl", "-skv", "https://" + rig.listen + "/").contains("CN=two");
    });
    assertEquals(pid, rig.pid());
  }

  @Test
  void a_certificate_that_is_not_there_is_told_and_changes_nothing() throws Exception {
    apply(Optional.empty(), Optional.empty(), 0);
    Optional<Tls> nowhere = Optional.of(new Tls("/nowhere/c.pem", "/nowhere/k.pem"));
    OutsideException refused = assertThrows(OutsideException.class, () -> apply(nowhere, Optional.empty(), 0));
    assertEquals("SLW-4156", refused.code());
    assertEquals("stable", rig.get("/").body());
  }

  private String curl(String... options) throws Exception {
    String[] command = new String[options.length + 5];
    System.arraycopy(new String[] {"curl", "-sk", "-w", " %{http_version}", "https://" + rig.listen + "/"}, 0, command, 0, 5);
    System.arraycopy(options, 0, command, 5, options.length);
    String said = said(command);
    return said.endsWith(" 0") ? "" : said;
  }

  private Tls certificate(String name) throws Exception {
    Path certificate = folder.resolve(name + ".crt");
    Path key = folder.resolve(name + ".key");
    said("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=" + name,
        "-days", "2", "-out", certificate.toString(), "-keyout", key.toString());
    return new Tls(certificate.toString(), key.toString());
  }

  private static String said(String... command) throws Exception {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertTrue(process.waitFor(20, TimeUnit.SECONDS));
    return text;
  }
}
