package dev.slipway.server.api;

import static dev.slipway.server.api.Asking.as;
import static dev.slipway.server.api.Asking.code;
import static dev.slipway.server.api.Asking.make;
import static dev.slipway.server.api.Asking.token;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.server.RunningServer;
import dev.slipway.server.RunningServer.Answer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

/** What a token may have, and how long. */
@Timeout(60)
class TokenLifeTest {
  @TempDir Path home;

  @Test
  void a_token_never_has_more_than_its_maker_not_even_later() throws IOException {
    try (RunningServer server = new RunningServer(home)) {
      String ann = token(server, "ann", "deployer@shop/*");
      assertEquals("403 SLW-5160", code(make(server, ann, Map.of("roles", List.of("admin@shop/staging")))));
      assertEquals("403 SLW-5160", code(make(server, ann, Map.of("roles", List.of("deployer@*/staging")))));
      assertEquals("403 SLW-5160", code(make(server, ann, Map.of("name", "bob", "roles", List.of("deployer@shop/staging")))));
      assertEquals("403 SLW-5160", code(make(server, ann, Map.of("groups", List.of("ops"), "roles", List.of("deployer@shop/staging")))));
      String own = "{\"holder\":\"ann\",\"role\":\"deployer@shop/staging\"}";
      assertEquals("403 SLW-5160", code(as(server, ann, "POST", "/access/grant", own)));
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
  void the_end_of_a_token_ends_its_streams_and_is_kept_over_a_restart() throws Exception {
    String ann;
    try (RunningServer server = new RunningServer(home)) {
      server.promoted("1.0", RunningServer.freePort());
      ann = token(server, "ann", "viewer@shop/production");
      String id = ann.substring(4, 16);
      HttpRequest events = HttpRequest.newBuilder(server.uri("/targets/shop/production/events"))
          .header("Authorization", "Bearer " + ann).build();
      try (HttpClient client = HttpClient.newHttpClient();
          Stream<String> lines = client.send(events, HttpResponse.BodyHandlers.ofLines()).body()) {
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
}
