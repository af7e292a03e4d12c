package dev.slipway.server.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.server.RunningServer;
import dev.slipway.server.RunningServer.Answer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GateTest {
  @TempDir Path home;

  @Test
  void health_is_open_and_everything_else_wants_the_token() throws IOException {
    try (RunningServer server = new RunningServer(home)) {
      assertEquals(200, server.send(HttpRequest.newBuilder(server.uri("/health"))).status());
      for (String path : new String[] {"/targets", "/version", "/nowhere", "/openapi.yaml", "/../v1/targets", "/health/../targets"}) {
        assertEquals(401, server.send(HttpRequest.newBuilder(server.uri(path))).status(), path);
      }
      Answer wrong = server.send(HttpRequest.newBuilder(server.uri("/targets")).header("Authorization", "Bearer " + "0".repeat(64)));
      assertEquals(401, wrong.status());
      assertEquals("SLW-5102", wrong.body().at("/code").asText());
    }
  }

  @Test
  void the_token_reaches_neither_an_answer_nor_the_log() throws IOException {
    try (RunningServer server = new RunningServer(home)) {
      String token = Files.readString(home.resolve("state/token")).strip();
      String answers = server.get("/version").text() + server.get("/nowhere").text() + server.post("/stop", "").text();
      assertFalse(answers.contains(token));
      assertFalse(Files.readString(home.resolve("server.log")).contains(token));
    }
  }

  @Test
  void what_is_not_there_and_what_is_too_large_are_problems_too() throws IOException {
    try (RunningServer server = new RunningServer(home)) {
      Answer nowhere = server.get("/nowhere");
      assertEquals(404, nowhere.status());
      assertEquals("SLW-5103", nowhere.body().at("/code").asText());
      Answer large = server.post("/config/validate", "{\"configText\":\"" + "x".repeat(1 << 20) + "\"}");
      assertEquals(413, large.status());
      assertEquals("SLW-5105", large.body().at("/code").asText());
    }
  }

  @Test
  void an_unknown_field_is_refused_and_the_known_ones_named() throws IOException {
    try (RunningServer server = new RunningServer(home)) {
      Answer answer = server.post("/targets/shop/production/deploy", "{\"by\":\"ada\",\"versoin\":\"1\"}");
      assertEquals(400, answer.status());
      assertTrue(answer.body().at("/detail").asText().contains("versoin") && answer.body().at("/detail").asText().contains("configText"), answer.text());
    }
  }
}
