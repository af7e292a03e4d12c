package dev.slipway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.slipway.server.RunningServer;
import dev.slipway.server.RunningServer.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The description and the server agree: the same routes, and answers in the shapes that are described. */
class OpenApiTest {
  private static final String PRODUCTION = "/targets/shop/production";
  private static final String TARGET = "/targets/{service}/{environment}";
  @TempDir Path home;

  private static JsonNode description() throws IOException {
    try (InputStream in = OpenApi.open()) {
      // Anchors are resolved by the parser; a tree does not know them any more.
      return new ObjectMapper().valueToTree(new Load(LoadSettings.builder().build()).loadFromInputStream(in));
    }
  }

  @Test
  void every_route_is_described_and_every_description_has_a_route() throws IOException {
    Set<String> described = new TreeSet<>();
    for (Map.Entry<String, JsonNode> path : description().path("paths").properties()) {
      for (String method : List.of("get", "post", "put", "delete", "patch")) {
        if (path.getValue().has(method)) {
          described.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey());
        }
      }
    }
    try (RunningServer server = new RunningServer(home)) {
      assertEquals(described, new TreeSet<>(server.routes()));
    }
  }

  @Test
  void answers_have_the_shapes_that_are_described() throws IOException {
    try (RunningServer server = new RunningServer(home)) {
      int port = RunningServer.freePort();
      fits("get", "/health", server.get("/health"), 200);
      fits("get", "/targets", server.get("/targets"), 200);
      fits("get", TARGET, server.get(PRODUCTION), 404);
      fits("post", "/config/validate", server.post("/config/validate", body(Map.of("configText", RunningServer.yaml(port)))), 200);
      fits("post", "/config/validate", server.post("/config/validate", body(Map.of("configText", "servce: x"))), 200);
      server.promoted("1.0", port);
      server.build("1.1");
      String deploy = server.deploy(RunningServer.yaml(port), "1.1", Map.of());
      fits("post", TARGET + "/plan", server.post(PRODUCTION + "/plan", deploy), 200);
      fits("post", TARGET + "/deploy", server.post(PRODUCTION + "/deploy", deploy), 202);
      fits("get", TARGET, server.get(PRODUCTION), 200);
      fits("post", TARGET + "/deploy", server.post(PRODUCTION + "/deploy", "{\"by\":1,\"wherefore\":2}"), 400);
      server.await("shop/production", s -> !s.has("rollout"));
      for (String command : List.of("pause", "resume", "promote", "abort")) {
        fits("post", TARGET + "/" + command, server.post(PRODUCTION + "/" + command, "{\"by\":\"ada\"}"), 409);
      }
      fits("post", TARGET + "/unqueue", server.post(PRODUCTION + "/unqueue", "{\"by\":\"ada\"}"), 200);
      fits("post", TARGET + "/rollback", server.post(PRODUCTION + "/rollback", "{\"by\":\"ada\"}"), 200);
      fits("get", TARGET, server.get(PRODUCTION), 200);
      fits("get", TARGET + "/history", server.get(PRODUCTION + "/history?limit=2"), 200);
      fits("get", TARGET + "/journal", server.get(PRODUCTION + "/journal?limit=1000"), 200);
      fits("get", TARGET + "/journal", server.get(PRODUCTION + "/journal?limit=0"), 400);
      fits("get", "/journal", server.get("/journal?after=2&limit=5"), 200);
      fits("get", "/journal/verify", server.get("/journal/verify"), 200);
      fits("get", TARGET + "/logs", server.get(PRODUCTION + "/logs?lines=5"), 200);
      fits("get", "/version", server.get("/version"), 200);
      server.await("shop/production", s -> !s.has("rollout"));
      fits("post", TARGET + "/remove", server.post(PRODUCTION + "/remove", "{\"by\":\"ada\"}"), 200);
      fits("post", "/stop", server.post("/stop", ""), 202);
    }
  }

  @Test
  void a_field_that_is_not_described_and_one_that_is_missing_are_found() throws IOException {
    Schema health = schema(description(), "#/components/schemas/Health");
    String right = "{\"status\":\"up\",\"version\":\"1\",\"pid\":1,\"startedAt\":\"2026-03-01T12:00:00Z\",\"api\":1}";
    assertEquals(0, health.validate(right, InputFormat.JSON).size());
    assertEquals(1, health.validate(right.replace("{", "{\"mood\":\"good\","), InputFormat.JSON).size());
    assertEquals(1, health.validate(right.replace("\"pid\":1,", ""), InputFormat.JSON).size());
  }

  private static String body(Map<String, Object> fields) {
    return ApiJson.write(fields);
  }

  /** A described answer with exactly the described content, and no field that the description does not know. */
  private static void fits(String method, String path, Answer answer, int status) throws IOException {
    assertEquals(status, answer.status(), answer.text());
    JsonNode description = description();
    JsonNode responses = description.path("paths").path(path).path(method).path("responses");
    JsonNode response = responses.has(Integer.toString(status)) ? responses.path(Integer.toString(status)) : responses.path("default");
    String ref = response.path("$ref").asText("");
    JsonNode content = (ref.isEmpty() ? response : description.at(ref.substring(1))).path("content");
    String type = answer.type().replaceFirst(";.*", "");
    assertTrue(content.has(type), method + " " + path + " answers " + type + ", described is " + content);
    String schema = content.path(type).path("schema").path("$ref").asText();
    List<Error> errors = schema(description, schema).validate(answer.text(), InputFormat.JSON);
    assertEquals(List.of(), errors, method + " " + path + ": " + answer.text());
  }

  private static Schema schema(JsonNode description, String ref) {
    JsonNode closed = description.deepCopy();
    closed.findParents("properties").forEach(o -> ((ObjectNode) o).put("unevaluatedProperties", false));
    ((ObjectNode) closed).put("$schema", "https://json-schema.org/draft/2020-12/schema").put("$ref", ref);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(closed);
  }
}
