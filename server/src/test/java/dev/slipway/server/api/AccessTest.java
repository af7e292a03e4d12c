package dev.slipway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.server.RunningServer;
import dev.slipway.server.RunningServer.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tokens, roles, and what both come to at the routes. */
@Timeout(60)
class AccessTest {
  @TempDir Path home;

  private static Answer make(RunningServer server, String bearer, Map<String, Object> fields) {
    return as(server, bearer, "POST", "/tokens", ApiJson.write(fields));
  }

  private static String token(RunningServer server, String name, String... roles) {
    Answer made = make(server, server.token(), Map.of("by", "root", "name", name, "roles", List.of(roles)));
    assertEquals(201, made.status(), made.text());
    return made.body().path("token").asText();
  }

  private static Answer as(RunningServer server, String bearer, String method, String path, String body) {
    return server.send(HttpRequest.newBuilder(server.uri(path)).header("Authorization", "Bearer " + bearer)
        .method(method, body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String code(Answer answer) {
    return answer.status() + " " + answer.body().path("code").asText();
  }

  @Test
  void answers_about_access_have_the_shapes_that_are_described() throws IOException {
    try (RunningServer server = new RunningServer(home)) {
      Answer made = make(server, server.token(), Map.of("by", "root", "name", "ann", "roles", List.of("viewer@*/*"), "groups", List.of("ops")));
      Described.fits("post", "/tokens", made, 201);
      String ann = made.body().path("token").asText();
      Described.fits("get", "/whoami", as(server, ann, "GET", "/whoami", ""), 200);
      Described.fits("get", "/whoami", server.get("/whoami"), 200);
      Described.fits("get", "/tokens", server.get("/tokens"), 200);
      Described.fits("post", "/access/grant", server.post("/access/grant", "{\"by\":\"root\",\"holder\":\"group:ops\",\"role\":\"viewer@shop/*\"}"), 200);
      Described.fits("get", "/access", server.get("/access"), 200);
      Described.fits("post", "/access/withdraw", server.post("/access/withdraw", "{\"by\":\"root\",\"holder\":\"bob\",\"role\":\"viewer@shop/*\"}"), 200);
      Described.fits("post", "/tokens/{id}/revoke", as(server, ann, "POST", "/tokens/" + ann.substring(4, 16) + "/revoke", "{}"), 200);
      Described.fits("get", "/whoami", as(server, ann, "GET", "/whoami", ""), 401);
      Described.fits("post", "/tokens", make(server, server.token(), Map.of("by", "root", "roles", List.of("king@*/*"))), 400);
    }
  }

  @Test
  void a_token_proves_a_name_and_another_name_is_refused() throws IOException {
    try (RunningServer server = new RunningServer(home)) {
      int port = RunningServer.freePort();
      server.promoted("1.0", port);
      String ann = token(server, "ann", "deployer@shop/production");
      assertEquals("403 SLW-5164", code(as(server, ann, "POST", "/targets/shop/production/abort", "{\"by\":\"bob\"}")));
      assertEquals("409 SLW-2001", code(as(server, ann, "POST", "/targets/shop/production/pause", "{}")));
      server.build("1.1");
      String deploy = server.deploy(RunningServer.yaml(port), "1.1", Map.of()).replace("\"by\":\"ada\"", "\"by\":\"ann\"");
      assertEquals(202, as(server, ann, "POST", "/targets/shop/production/deploy", deploy).status());
      JsonNode last = server.get("/targets/shop/production/journal?limit=1000").body().path("records");
      assertTrue(last.toString().contains("\"actor\":\"ann\""), last.toString());
    }
  }

  @Test
  void a_list_shows_what_its_reader_may_see_and_nothing_else() throws IOException {
    try (RunningServer server = new RunningServer(home)) {
      server.promoted("1.0", RunningServer.freePort());
      String here = token(server, "ann", "viewer@shop/*");
      String elsewhere = token(server, "bob", "viewer@crm/production");
      assertEquals(1, as(server, here, "GET", "/targets", "").body().path("targets").size());
      assertEquals(0, as(server, elsewhere, "GET", "/targets", "").body().path("targets").size());
      JsonNode seen = as(server, here, "GET", "/journal?limit=3", "").body();
      assertEquals(3, seen.path("records").size());
      assertTrue(seen.path("records").findValuesAsText("target").stream().allMatch("shop/production"::equals));
      JsonNode none = as(server, elsewhere, "GET", "/journal", "").body();
      assertEquals(0, none.path("records").size());
      assertEquals(server.get("/journal?limit=1000").body().path("next").asLong(), none.path("next").asLong());
      assertEquals(0, as(server, elsewhere, "GET", "/delivery", "").body().path("targets").size());
      assertEquals("403 SLW-5160", code(as(server, elsewhere, "GET", "/delivery?target=shop/production", "")));
      assertEquals("403 SLW-5160", code(as(server, here, "GET", "/journal/explain?verdict=1&target=shop/production", "")));
      assertTrue(server.get("/journal?limit=1000").text().contains("access-changed"), "who sees all sees who may what, too");
      Answer refused = as(server, here, "POST", "/targets/shop/production/pause", "{}");
      assertTrue(refused.body().path("detail").asText().contains("ann is not deployer@shop/production"), refused.text());
      assertTrue(refused.body().path("hint").asText().contains("slipway access grant 'ann' 'deployer@shop/production'"), refused.text());
    }
  }

  @Test
  void a_token_never_has_more_than_its_maker_not_even_later() throws IOException {
    try (RunningServer server = new RunningServer(home)) {
      String ann = token(server, "ann", "deployer@shop/*");
      assertEquals("403 SLW-5160", code(make(server, ann, Map.of("roles", List.of("admin@shop/staging")))));
      assertEquals("403 SLW-5160", code(make(server, ann, Map.of("roles", List.of("deployer@*/staging")))));
      assertEquals("403 SLW-5160", code(make(server, ann, Map.of("name", "bob", "roles", List.of("deployer@shop/staging")))));
      assertEquals("403 SLW-5160", code(make(server, ann, Map.of("groups", List.of("ops"), "roles", List.of("deployer@shop/staging")))));
      assertEquals("403 SLW-5160", code(as(server, ann, "POST", "/access/grant", "{\"holder\":\"ann\",\"role\":\"deployer@shop/staging\"}")));
      Answer made = make(server, ann, Map.of("roles", List.of("viewer@shop/staging"), "scope", "read", "seconds", 31_000_000));
      assertEquals(201, made.status(), made.text());
      Instant limit = Instant.parse(as(server, ann, "GET", "/whoami", "").body().path("expiresAt").asText());
      assertEquals(limit, Instant.parse(made.body().at("/listed/expiresAt").asText()));
      String child = made.body().path("token").asText();
      assertEquals("403 SLW-5160", code(make(server, child, Map.of("roles", List.of("viewer@shop/staging")))));
      assertEquals(200, as(server, child, "GET", "/whoami", "").status());
      assertEquals(200, as(server, server.token(), "POST", "/tokens/" + ann.substring(4, 16) + "/revoke", "{\"by\":\"root\"}").status());
      assertEquals("401 SLW-5161", code(as(server, child, "GET", "/whoami", "")));
      assertEquals("401 SLW-5161", code(as(server, ann, "GET", "/whoami", "")));
    }
  }

  @Test
  void the_end_of_a_token_ends_its_streams_and_is_kept_over_a_restart() throws IOException {
    String ann;
    try (RunningServer server = new RunningServer(home)) {
      server.promoted("1.0", RunningServer.freePort());
      ann = token(server, "ann", "viewer@shop/production");
      String id = ann.substring(4, 16);
      HttpRequest.Builder events = HttpRequest.newBuilder(server.uri("/targets/shop/production/events")).header("Authorization", "Bearer " + ann);
      try (Stream<String> lines = server.lines(events)) {
        Iterator<String> each = lines.iterator();
        assertEquals("event: status", each.next());
        assertEquals(200, server.post("/tokens/" + id + "/revoke", "{\"by\":\"root\"}").status());
        int rest = 0;
        while (each.hasNext()) {
          each.next();
          rest++;
        }
        assertTrue(rest < 100);
      }
      assertFalse(server.get("/journal?limit=1000").text().contains(ann.substring(17)), "its secret is nowhere");
      assertTrue(server.get("/journal/verify").body().path("whole").asBoolean());
      assertTrue(server.get("/tokens").body().at("/tokens/0").has("lastUsedAt"));
    }
    try (RunningServer server = new RunningServer(home)) {
      assertEquals("401 SLW-5161", code(as(server, ann, "GET", "/targets", "")));
      assertEquals("revoked", server.get("/tokens").body().at("/tokens/0/state").asText());
      assertFalse(Files.readString(home.resolve("server.log")).contains(ann));
    }
  }

  @Test
  void nothing_is_deployed_to_where_slipway_keeps_who_may_do_what() throws IOException {
    try (RunningServer server = new RunningServer(home)) {
      String yaml = RunningServer.yaml(RunningServer.freePort()).replace("service: shop", "service: slipway").replace("production:", "access:");
      assertEquals("400 SLW-2090", code(server.post("/targets/slipway/access/deploy", server.deploy(yaml, "1.0", Map.of()))));
      assertEquals("400 SLW-2090", code(server.get("/targets/slipway/access")));
      token(server, "ann", "viewer@*/*");
      assertEquals(0, server.get("/targets").body().path("targets").size());
    }
  }
}
