package dev.slipway.adapters.nginx;

import static dev.slipway.adapters.nginx.NginxRig.STABLE;
import static dev.slipway.adapters.nginx.NginxRig.TARGET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.traffic.Front;
import dev.slipway.core.traffic.Front.RateLimit;
import dev.slipway.core.traffic.Front.SinglePageApp;
import dev.slipway.core.traffic.RoutingTable;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in front of a target, asked of the real nginx. */
class FrontTest {
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

  private static Front limits(Optional<SinglePageApp> app, RateLimit... limits) {
    return new Front(Optional.empty(), Map.of(), false, List.of(limits), Optional.empty(), Optional.empty(), app);
  }

  @Test
  void headers_are_on_every_answer_once_also_on_those_of_nginx_itself() throws Exception {
    Front front = new Front(
        Optional.of(Duration.ofDays(365)), Map.of("X-Frame-Options", "DENY", "X-Quote", "it's 5%: $1 \"\\"), false, List.of(),
        Optional.empty(), Optional.of("/healthz"), Optional.empty());
    rig.apply(front);
    for (String path : List.of("/", "/healthz", "/500")) {
      assertEquals("DENY", rig.header(path, "X-Frame-Options"));
      assertEquals("it's 5%: $1 \"\\", rig.header(path, "X-Quote"));
      assertEquals("max-age=31536000", rig.header(path, "Strict-Transport-Security"));
    }
    rig.apply(rig.settings(Optional.empty(), Optional.of(front)), RoutingTable.EMPTY);
    assertEquals(503, rig.get("/").statusCode());
    assertEquals("DENY", rig.header("/", "X-Frame-Options"));
  }

  @Test
  void the_health_endpoint_is_answered_by_nginx_while_it_has_an_instance_and_counts_for_no_release() throws Exception {
    Front front = new Front(Optional.empty(), Map.of(), false, List.of(), Optional.empty(), Optional.of("/healthz"), Optional.empty());
    rig.apply(front);
    assertEquals("ok\n", rig.get("/healthz").body());
    assertEquals("stable", rig.get("/healthz/more").body());
    RealNginx.await("one request counted", () -> rig.router.counts(TARGET).releases().containsKey(STABLE));
    assertEquals(1, rig.router.counts(TARGET).releases().get(STABLE).requests());
    rig.apply(rig.settings(Optional.empty(), Optional.of(front)), RoutingTable.EMPTY);
    assertEquals(503, rig.get("/healthz").statusCode());
  }

  @Test
  void a_client_that_asks_too_often_is_answered_429_where_the_longest_path_counts() throws Exception {
    rig.apply(limits(Optional.empty(), new RateLimit("/", 100_000), new RateLimit("/api/", 5)));
    int refused = 0;
    for (int i = 0; i < 100; i++) {
      refused += rig.get("/api/x").statusCode() == 429 ? 1 : 0;
      assertEquals(200, rig.get("/x").statusCode());
    }
    assertTrue(refused > 0, "nothing was refused");
    long answered = 200L - refused;
    RealNginx.await("what was answered", () -> rig.router.counts(TARGET).releases().get(STABLE).requests() >= answered);
    assertEquals(answered, rig.router.counts(TARGET).releases().get(STABLE).requests());
  }

  @Test
  void a_limit_counts_by_the_path_that_the_client_asked_for_also_where_it_gets_the_one_page() throws Exception {
    SinglePageApp app = new SinglePageApp("/index.html", List.of("/api/"), Duration.ofDays(1));
    rig.apply(limits(Optional.of(app), new RateLimit("/orders/", 1)));
    int refused = 0;
    for (int i = 0; i < 50; i++) {
      refused += rig.get("/orders/7").statusCode() == 429 ? 1 : 0;
      assertEquals(200, rig.get("/basket").statusCode());
    }
    assertTrue(refused > 0, "nothing was refused");
  }

  @Test
  void limits_that_change_are_in_force_after_one_reload() throws Exception {
    rig.apply(limits(Optional.empty(), new RateLimit("/a/", 1), new RateLimit("/b/", 1)));
    rig.apply(limits(Optional.empty(), new RateLimit("/b/", 50_000), new RateLimit("/c.d/", 1), new RateLimit("/", 40_000)));
    for (int i = 0; i < 20; i++) {
      assertEquals(200, rig.get("/a/x").statusCode());
      assertEquals(200, rig.get("/b/x").statusCode());
      assertEquals(200, rig.get("/cxd/x").statusCode());
    }
  }

  @Test
  void text_is_compressed_for_clients_that_take_it() throws Exception {
    rig.apply(new Front(Optional.empty(), Map.of(), true, List.of(), Optional.empty(), Optional.empty(), Optional.empty()));
    assertEquals("gzip", rig.get("/large", "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding").orElse(""));
    assertEquals("", rig.get("/large").headers().firstValue("Content-Encoding").orElse(""));
    assertEquals("Accept-Encoding", rig.header("/large", "Vary"));
  }

  @Test
  void a_page_that_only_the_browser_knows_gets_the_page_and_files_may_be_kept() throws Exception {
    SinglePageApp app = new SinglePageApp("/index.html", List.of("/api/"), Duration.ofDays(1));
    rig.apply(new Front(Optional.empty(), Map.of(), false, List.of(), Optional.empty(), Optional.of("/healthz"), Optional.of(app)));
    HttpResponse<String> page = rig.get("/orders/7?x=1");
    assertEquals("/index.html", page.body());
    assertEquals("no-cache", page.headers().firstValue("Cache-Control").orElse(""));
    assertEquals("no-cache", rig.header("/index.html", "Cache-Control"));
    assertEquals("stable", rig.get("/app.3f2a.js").body());
    assertEquals("public, max-age=86400", rig.header("/app.3f2a.js", "Cache-Control"));
    assertEquals("stable", rig.get("/api/orders").body());
    assertEquals("private", rig.header("/api/orders", "Cache-Control"));
    assertEquals("ok\n", rig.get("/healthz").body());
  }

  @Test
  void the_access_log_has_one_json_object_a_request_in_a_folder_that_need_not_be_there() throws Exception {
    Path log = folder.resolve("logs").resolve("access.json");
    rig.apply(new Front(Optional.empty(), Map.of(), false, List.of(), Optional.of(log.toString()), Optional.empty(), Optional.empty()));
    rig.get("/a%22b?secret=1", "User-Agent", "a \"quoted\" one");
    RealNginx.await("a line", () -> log.toFile().length() > 0);
    String text = Files.readAllLines(log).getFirst();
    JsonNode line = new ObjectMapper().readTree(text);
    assertEquals(200, line.path("status").asInt());
    assertEquals("/a%22b", line.path("path").asText());
    assertTrue(!text.contains("secret"), text);
    assertEquals("1.3.2-aaaaaaaa", line.path("release").asText());
    assertTrue(line.path("time").asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d.*"), line::toString);
  }
}
