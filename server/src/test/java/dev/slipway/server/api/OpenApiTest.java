package dev.slipway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import dev.slipway.server.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description and the server agree: the same routes, and answers in the shapes that are described. */
class OpenApiTest {
  private static final String PRODUCTION = "/targets/shop/production";
  private static final String TARGET = "/targets/{service}/{environment}";
  @TempDir Path home;

  @Test
  void every_route_is_described_with_what_it_needs_and_every_description_has_a_route() throws IOException {
    Map<String, String> described = new TreeMap<>();
    for (Map.Entry<String, JsonNode> path : Described.description().path("paths").properties()) {
      for (String method : List.of("get", "post", "put", "delete", "patch")) {
        if (path.getValue().has(method)) {
          JsonNode operation = path.getValue().path(method);
          String where = operation.path("x-slipway-where").asText();
          String need = operation.path("x-slipway-role").asText() + (where.isEmpty() ? "" : " " + where);
          described.put(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(), need);
        }
      }
    }
    try (RunningServer server = new RunningServer(home)) {
      assertEquals(described, new TreeMap<>(server.routes()));
    }
  }

  @Test
  void answers_have_the_shapes_that_are_described() throws IOException {
    try (RunningServer server = new RunningServer(home)) {
      int port = RunningServer.freePort();
      Described.fits("get", "/health", server.get("/health"), 200);
      Described.fits("get", "/targets", server.get("/targets"), 200);
      Described.fits("get", TARGET, server.get(PRODUCTION), 404);
      Described.fits("post", "/config/validate", server.post("/config/validate", body(Map.of("configText", RunningServer.yaml(port)))),
          200);
      Described.fits("post", "/config/validate", server.post("/config/validate", body(Map.of("configText", "servce: x"))), 200);
      server.promoted("1.0", port);
      server.build("1.1");
      String deploy = server.deploy(RunningServer.yaml(port), "1.1", Map.of());
      Described.fits("post", TARGET + "/plan", server.post(PRODUCTION + "/plan", deploy), 200);
      Described.fits("post", TARGET + "/deploy", server.post(PRODUCTION + "/deploy", deploy), 202);
      Described.fits("get", TARGET, server.get(PRODUCTION), 200);
      Described.fits("post", TARGET + "/deploy", server.post(PRODUCTION + "/deploy", "{\"by\":1,\"wherefore\":2}"), 400);
      server.await("shop/production", s -> !s.has("rollout"));
      for (String command : List.of("pause", "resume", "promote", "abort")) {
        Described.fits("post", TARGET + "/" + command, server.post(PRODUCTION + "/" + command, "{\"by\":\"ada\"}"), 409);
      }
      Described.fits("post", TARGET + "/unqueue", server.post(PRODUCTION + "/unqueue", "{\"by\":\"ada\"}"), 200);
      Described.fits("post", TARGET + "/rollback", server.post(PRODUCTION + "/rollback", "{\"by\":\"ada\"}"), 200);
      Described.fits("get", TARGET, server.get(PRODUCTION), 200);
      askedOfThePast(server);
      Described.fits("get", "/version", server.get("/version"), 200);
      server.await("shop/production", s -> !s.has("rollout"));
      Described.fits("post", TARGET + "/remove", server.post(PRODUCTION + "/remove", "{\"by\":\"ada\"}"), 200);
      Described.fits("post", "/stop", server.post("/stop", ""), 202);
    }
  }

  private static void askedOfThePast(RunningServer server) throws IOException {
    Described.fits("get", TARGET + "/history", server.get(PRODUCTION + "/history?limit=2"), 200);
    Described.fits("get", TARGET + "/journal", server.get(PRODUCTION + "/journal?limit=1000"), 200);
    Described.fits("get", TARGET + "/journal", server.get(PRODUCTION + "/journal?limit=0"), 400);
    Described.fits("get", "/journal", server.get("/journal?after=2&limit=5"), 200);
    Described.fits("get", "/delivery", server.get("/delivery?days=7"), 200);
    Described.fits("get", "/delivery", server.get("/delivery?days=0"), 400);
    Described.fits("get", "/journal/kept", server.get("/journal/kept?after=0&limit=2"), 200);
    Described.fits("get", "/journal/checkpoint", server.get("/journal/checkpoint"), 200);
    String report = "/journal/report?from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z&standard=";
    Described.fits("get", "/journal/report", server.get(report + "soc2&evidence=true&service=shop"), 200);
    Described.fits("get", "/journal/report", server.get(report + "iso"), 400);
    Described.fits("get", "/journal/verify", server.get("/journal/verify"), 200);
    Described.fits("get", TARGET + "/logs", server.get(PRODUCTION + "/logs?lines=5"), 200);
    Described.fits("get", "/notifications", server.get("/notifications"), 200);
    Described.fits("post", "/notifications/retry", server.post("/notifications/retry", "{\"by\":\"ada\"}"), 200);
    Described.fits("post", "/notifications/drop", server.post("/notifications/drop", "{\"by\":\"ada\",\"id\":\"x:1.0\"}"), 404);
  }

  @Test
  void a_field_that_is_not_described_and_one_that_is_missing_are_found() throws IOException {
    Schema health = Described.schema(Described.description(), "#/components/schemas/Health");
    String right = "{\"status\":\"up\",\"version\":\"1\",\"pid\":1,\"startedAt\":\"2026-03-01T12:00:00Z\",\"api\":1}";
    assertEquals(0, health.validate(right, InputFormat.JSON).size());
    assertEquals(1, health.validate(right.replace("{", "{\"mood\":\"good\","), InputFormat.JSON).size());
    assertEquals(1, health.validate(right.replace("\"pid\":1,", ""), InputFormat.JSON).size());
  }

  private static String body(Map<String, Object> fields) {
    return ApiJson.write(fields);
  }
}
