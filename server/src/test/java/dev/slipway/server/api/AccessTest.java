package dev.slipway.server.api;

import static dev.slipway.server.api.Asking.as;
import static dev.slipway.server.api.Asking.code;
import static dev.slipway.server.api.Asking.make;
import static dev.slipway.server.api.Asking.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.server.RunningServer;
import dev.slipway.server.RunningServer.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tokens, roles, and what both come to at the routes. */
@Timeout(60)
class AccessTest {
  @TempDir Path home;

  @Test
  void answers_about_access_have_the_shapes_that_are_described() throws IOException {
    try (RunningServer server = new RunningServer(home)) {
      Map<String, Object> asked = Map.of("by", "root", "name", "ann", "roles", List.of("viewer@*/*"), "groups", List.of("ops"));
      Answer made = make(server, server.token(), asked);
      Described.fits("post", "/tokens", made, 201);
      String ann = made.body().path("token").asText();
      Described.fits("get", "/whoami", as(server, ann, "GET", "/whoami", ""), 200);
      Described.fits("get", "/whoami", server.get("/whoami"), 200);
      Described.fits("get", "/sign-in", as(server, "nothing", "GET", "/sign-in", ""), 200);
      Described.fits("get", "/tokens", server.get("/tokens"), 200);
      String role = "{\"by\":\"root\",\"holder\":\"group:ops\",\"role\":\"viewer@shop/*\"}";
      Described.fits("post", "/access/grant", server.post("/access/grant", role), 200);
      Described.fits("get", "/access", server.get("/access"), 200);
      Described.fits("post", "/access/withdraw", server.post("/access/withdraw", role.replace("group:ops", "bob")), 200);
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
      assertTrue(refused.body().path("hint").asText().contains(
          "slipway token create --name 'ann' --role 'deployer@shop/production'"), refused.text());
    }
  }

  @Test
  void nothing_is_deployed_to_where_slipway_keeps_who_may_do_what() throws IOException {
    try (RunningServer server = new RunningServer(home)) {
      String yaml = RunningServer.yaml(RunningServer.freePort())
          .replace("service: shop", "service: slipway").replace("production:", "access:");
      assertEquals("400 SLW-2090", code(server.post("/targets/slipway/access/deploy", server.deploy(yaml, "1.0", Map.of()))));
      assertEquals("400 SLW-2090", code(server.get("/targets/slipway/access")));
      token(server, "ann", "viewer@*/*");
      assertEquals(0, server.get("/targets").body().path("targets").size());
    }
  }
}
