package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.server.api.Described;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real server tells of its judge, while a rollout runs and afterwards. */
@Timeout(90)
class EvidenceApiTest {
  private static final String PRODUCTION = "/targets/shop/production";
  private static final String SERIES = PRODUCTION + "/rollouts/3/measurements";
  private static final String SERIES_PATH = "/targets/{service}/{environment}/rollouts/{number}/measurements";
  @TempDir Path home;

  private RunningServer server() throws IOException {
    RunningServer server = new RunningServer(home);
    server.outside.users = Optional.of(new FakeUsers(1, 20, release -> release.startsWith("1.2") ? 0.05 : 0.001));
    return server;
  }

  private static void deploy(RunningServer server, String version, String ends) throws IOException {
    server.build(version);
    String yaml = RunningServer.yaml(RunningServer.freePort()).replace("blue-green: { bake: 0s", "canary: { steps: [20%, 100%], bake: 2s");
    assertEquals(202, server.post(PRODUCTION + "/deploy", server.deploy(yaml, version, Map.of())).status());
    server.await("shop/production", s -> s.at("/rollout/judge/metrics/0/failing").isObject() || !s.has("rollout"));
    Described.fits("get", "/targets/{service}/{environment}", server.get(PRODUCTION), 200);
    JsonNode status = server.await("shop/production", s -> !s.has("rollout") || s.at("/rollout/phase").asText().equals("holding"));
    if (status.has("rollout")) {
      assertEquals(200, server.post(PRODUCTION + "/promote", "{\"by\":\"ada\",\"full\":true}").status());
    }
    JsonNode ended = server.await("shop/production", s -> !s.has("rollout"));
    assertEquals(ends, ended.at("/last/outcome").asText(), ended.toString());
  }

  @Test
  void the_series_and_the_verdict_are_the_same_while_they_are_at_hand_and_when_the_journal_is_decided_again() throws Exception {
    JsonNode atHand;
    JsonNode verdict;
    try (RunningServer server = server()) {
      deploy(server, "1.0", "promoted");
      deploy(server, "1.1", "promoted");
      deploy(server, "1.2", "rolled-back");
      Described.fits("get", SERIES_PATH, server.get(SERIES + "?limit=1000"), 200);
      Described.fits("get", SERIES_PATH, server.get(PRODUCTION + "/rollouts/2/measurements"), 200);
      Described.fits("get", SERIES_PATH, server.get(PRODUCTION + "/rollouts/4/measurements"), 404);
      Described.fits("get", SERIES_PATH, server.get(PRODUCTION + "/rollouts/none/measurements"), 400);
      Described.fits("get", "/journal/explain", server.get("/journal/explain?verdict=last&target=shop/production"), 200);
      Described.fits("get", "/journal/explain", server.get("/journal/explain?verdict=1"), 404);
      atHand = server.get(SERIES + "?limit=1000").body();
      verdict = server.get("/journal/explain").body();
    }
    JsonNode errors = atHand.at("/series/0");
    assertEquals("error-rate", errors.path("metric").asText());
    JsonNode last = errors.path("points").path(errors.path("points").size() - 1);
    assertTrue(last.at("/failing/ln").asDouble() >= last.at("/failing/needed").asDouble(), last::toString);
    assertEquals(verdict.path("sequence").asLong(), last.path("sequence").asLong());
    assertEquals(verdict.at("/metrics/0/candidate/events"), last.at("/candidate/events"));
    assertTrue(atHand.path("ended").asBoolean() && verdict.path("same").asBoolean());
    try (RunningServer again = server()) {
      assertEquals(atHand, again.get(SERIES + "?limit=1000").body());
      assertEquals(verdict, again.get("/journal/explain?verdict=3/1").body());
      assertEquals(points(atHand), paged(again));
    }
  }

  private static List<JsonNode> points(JsonNode page) {
    List<JsonNode> points = new ArrayList<>();
    page.path("series").path(0).path("points").forEach(points::add);
    return points;
  }

  private static List<JsonNode> paged(RunningServer server) {
    List<JsonNode> points = new ArrayList<>();
    long after = 0;
    JsonNode page;
    do {
      page = server.get(SERIES + "?limit=1&after=" + after).body();
      after = page.path("next").asLong();
      points.addAll(points(page));
    } while (!page.path("ended").asBoolean());
    return points;
  }

  @Test
  void a_journal_that_somebody_edited_or_cut_is_told() throws Exception {
    long verdict;
    try (RunningServer server = server()) {
      deploy(server, "1.0", "promoted");
      deploy(server, "1.2", "rolled-back");
      verdict = server.get("/journal/explain").body().path("sequence").asLong();
    }
    change("update journal set input = replace(input, '\"errors\":', '\"errors\":1') where sequence = " + verdict);
    try (RunningServer server = server()) {
      JsonNode told = server.get("/journal/explain?verdict=" + verdict).body();
      assertFalse(told.path("same").asBoolean());
      assertEquals(verdict, told.at("/differs/sequence").asLong());
      assertEquals("failing", told.path("verdict").asText());
    }
    change("delete from journal where sequence = " + (verdict - 2));
    try (RunningServer server = server()) {
      Described.fits("get", "/journal/explain", server.get("/journal/explain?verdict=" + verdict), 409);
      assertEquals("SLW-5133", server.get("/journal/explain?verdict=" + verdict).body().path("code").asText());
    }
  }

  private void change(String sql) throws SQLException {
    try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + home.resolve("state/slipway.db"));
        Statement statement = db.createStatement()) {
      assertEquals(1, statement.executeUpdate(sql), sql);
    }
  }
}
