package dev.slipway.adapters.haproxy;

import static dev.slipway.adapters.haproxy.OwnRig.TARGET;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.spi.Router.Fence;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.Front;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings;
import java.io.IOException;
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

/** What stands in front of a target, asked of the real HAProxy. */
class FrontTest {
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

  private void apply(Optional<Front> front, RoutingTable table) {
    TargetSettings settings = new TargetSettings(
        rig.listen, Optional.empty(), Optional.empty(), Duration.ofSeconds(5), Optional.empty(), front);
    rig.router.apply(new Target(TARGET, settings), table, new Fence(1, ++generation, false));
    assertEquals(Optional.of(settings), rig.router.read(TARGET).settings());
  }

  private void apply(Front front) {
    apply(Optional.of(front), rig.table(0));
  }

  @Test
  void headers_are_on_every_answer_also_on_those_of_haproxy_itself() throws Exception {
    apply(new Front(
        Optional.of(Duration.ofDays(365)), Map.of("X-Frame-Options", "DENY", "X-Quote", "it's 5%"), false, List.of(), Optional.empty(),
        Optional.of("/healthz"), Optional.empty()));
    for (String path : List.of("/", "/healthz")) {
      HttpResponse<String> answer = rig.get(path);
      assertEquals(200, answer.statusCode());
      assertEquals("DENY", answer.headers().firstValue("X-Frame-Options").orElse(""));
      assertEquals("it's 5%", answer.headers().firstValue("X-Quote").orElse(""));
      assertEquals("max-age=31536000", answer.headers().firstValue("Strict-Transport-Security").orElse(""));
    }
  }

  @Test
  void the_health_endpoint_is_answered_by_haproxy_while_it_has_an_instance_and_counts_for_no_release() throws Exception {
    Front front = new Front(Optional.empty(), Map.of(), false, List.of(), Optional.empty(), Optional.of("/healthz"), Optional.empty());
    apply(front);
    assertEquals("ok\n", rig.get("/healthz").body());
    assertTrue(rig.router.counts(TARGET).releases().isEmpty());
    apply(Optional.of(front), RoutingTable.EMPTY);
    assertEquals(503, rig.get("/healthz").statusCode());
    assertEquals(503, rig.get("/").statusCode());
  }

  @Test
  void a_client_that_asks_too_often_is_answered_429_where_the_longest_path_counts() throws Exception {
    apply(new Front(
        Optional.empty(), Map.of(), false, List.of(new Front.RateLimit("/", 100_000), new Front.RateLimit("/api/", 5)), Optional.empty(),
        Optional.empty(), Optional.empty()));
    int refused = 0;
    for (int i = 0; i < 100; i++) {
      refused += rig.get("/api/x").statusCode() == 429 ? 1 : 0;
      assertEquals(200, rig.get("/x").statusCode());
    }
    assertTrue(refused > 0, "nothing was refused");
    assertEquals(200L - refused, rig.router.counts(TARGET).releases().get(OwnRig.STABLE).requests());
  }

  @Test
  void text_is_compressed_for_clients_that_take_it() throws Exception {
    apply(new Front(Optional.empty(), Map.of(), true, List.of(), Optional.empty(), Optional.empty(), Optional.empty()));
    assertEquals("gzip", rig.get("/large", "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding").orElse(""));
    assertEquals("", rig.get("/large").headers().firstValue("Content-Encoding").orElse(""));
  }

  @Test
  void a_page_that_only_the_browser_knows_gets_the_page_and_files_may_be_kept() throws Exception {
    Front.SinglePageApp app = new Front.SinglePageApp("/index.html", List.of("/api/"), Duration.ofDays(1));
    apply(new Front(Optional.empty(), Map.of(), false, List.of(), Optional.empty(), Optional.empty(), Optional.of(app)));
    HttpResponse<String> page = rig.get("/orders/7");
    assertEquals("/index.html", page.body());
    assertEquals("no-cache", page.headers().firstValue("Cache-Control").orElse(""));
    assertEquals("no-cache", rig.get("/index.html").headers().firstValue("Cache-Control").orElse(""));
    HttpResponse<String> file = rig.get("/app.3f2a.js");
    assertEquals("stable", file.body());
    assertEquals("public, max-age=86400", file.headers().firstValue("Cache-Control").orElse(""));
    HttpResponse<String> api = rig.get("/api/orders");
    assertEquals("stable", api.body());
    assertEquals("", api.headers().firstValue("Cache-Control").orElse(""));
  }

  @Test
  void the_access_log_has_one_json_object_a_request() throws Exception {
    Path log = folder.resolve("logs").resolve("access.json");
    apply(new Front(Optional.empty(), Map.of(), false, List.of(), Optional.of(log.toString()), Optional.empty(), Optional.empty()));
    rig.get("/a%22b?secret=1");
    OwnRig.until(() -> Files.exists(log) && Files.readString(log).contains("\n"));
    JsonNode line = new ObjectMapper().readTree(Files.readAllLines(log).getFirst());
    assertEquals(200, line.path("status").asInt());
    assertEquals("/a%22b", line.path("path").asText());
    assertEquals("1.3.2-aaaaaaaa", line.path("release").asText());
    assertTrue(line.path("time").asText().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ"), line::toString);
  }
}
