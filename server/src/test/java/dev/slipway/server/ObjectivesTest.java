package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.server.api.Described;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A budget that is spent, on a server whose router counts one error in a hundred requests. */
class ObjectivesTest {
  @TempDir Path home;
  private int port;

  private String yaml(String objectives) {
    return RunningServer.yaml(port) + "    objectives: " + objectives + "\n";
  }

  private RunningServer.Answer deployed(RunningServer server, String version, String objectives, Map<String, Object> more)
      throws IOException {
    server.build(version);
    return server.post("/targets/shop/production/deploy", server.deploy(yaml(objectives), version, more));
  }

  private void promoted(RunningServer server, String version, String objectives, Map<String, Object> more) throws IOException {
    RunningServer.Answer answer = deployed(server, version, objectives, more);
    assertEquals(202, answer.status(), answer.text());
    var unused = server.await("shop/production", s -> !s.has("rollout") && s.at("/stable/version").asText().equals(version));
  }

  @Test
  void a_spent_budget_refuses_all_but_fixes_and_rollbacks_and_the_journal_says_why() throws IOException {
    port = RunningServer.freePort();
    String strict = "{ availability: 99.9% over 30d, spent: refuse }";
    try (RunningServer server = new RunningServer(home)) {
      promoted(server, "1.0", strict, Map.of("fix", "begin"));
      promoted(server, "1.1", strict, Map.of("fix", "mends the first"));
      RunningServer.Answer refused = deployed(server, "1.2", strict, Map.of());
      assertEquals(409, refused.status(), refused.text());
      assertEquals("SLW-2080", refused.body().path("code").asText());
      assertTrue(refused.body().path("hint").asText().contains("--fix"), refused.text());

      RunningServer.Answer answer = server.get("/objectives?target=shop/production");
      Described.fits("get", "/objectives", answer, 200);
      JsonNode objective = answer.body().at("/targets/0/objectives/0");
      assertTrue(objective.path("isSpent").asBoolean(), answer.text());
      assertEquals(objective.path("requests").asLong() / 100, objective.path("bad").asLong());
      assertEquals(-9, objective.path("left").asDouble(), 1e-6);
      assertEquals(10, objective.at("/burn/0/rate").asDouble(), 1e-6);

      String metrics = server.get("/delivery/metrics?target=shop/production").text();
      String labels = "{service=\"shop\",environment=\"production\",objective=\"availability\"";
      for (String line : List.of("budget_left_ratio" + labels + "} -9.0", "expected_ratio" + labels + "} 0.999",
          "burn_rate" + labels + ",window=\"1h\"} 10.0", "burn_alerts" + labels + ",window=\"1h\"} 0.0",
          "burn_alerts" + labels + ",window=\"6h\"} 1.0", "burn_rate" + labels + ",window=\"3d\"} 10.0")) {
        assertTrue(metrics.contains("\nslipway_objective_" + line + "\n"), line + " is not in " + metrics);
      }

      promoted(server, "1.2", strict, Map.of("fix", "mends the leak"));
      assertTrue(server.get("/journal?limit=1000").text().contains("fix while the error budget is spent"));
      assertEquals(200, server.post("/targets/shop/production/rollback", "{\"by\":\"ada\"}").status());
    }
  }

  @Test
  void a_budget_that_only_warns_refuses_nothing_and_what_was_counted_outlives_a_restart() throws IOException {
    port = RunningServer.freePort();
    String lenient = "{ availability: 99.9% over 30d, latency: 99% under 5s over 7d }";
    long requests;
    try (RunningServer server = new RunningServer(home)) {
      for (String version : new String[] {"1.0", "1.1", "1.2", "1.3"}) {
        promoted(server, version, lenient, Map.of());
      }
      requests = server.get("/objectives").body().at("/targets/0/objectives/0/requests").asLong();
      assertTrue(requests > 0);
    }
    try (RunningServer server = new RunningServer(home)) {
      JsonNode after = server.get("/objectives").body().at("/targets/0/objectives");
      assertTrue(after.path(0).path("requests").asLong() >= requests);
      assertEquals("99% under 5000ms over 7d", after.path(1).path("objective").asText());
      assertEquals(1, after.path(1).path("left").asDouble(), 1e-6);
    }
  }

  @Test
  void what_is_written_otherwise_than_in_the_deploy_before_is_in_the_journal_with_who_and_when() throws IOException {
    port = RunningServer.freePort();
    try (RunningServer server = new RunningServer(home)) {
      promoted(server, "1.0", "{ availability: 99% over 30d }", Map.of());
      promoted(server, "1.1", "{ availability: 99% over 30d }", Map.of());
      assertEquals(200, server.post("/targets/shop/production/rollback", "{\"by\":\"ada\"}").status());
      var unused = server.await("shop/production", s -> !s.has("rollout") && s.at("/stable/version").asText().equals("1.0"));
      server.build("1.2");
      String other = yaml("{ availability: 99.5% over 30d }").replace("replicas: 2", "replicas: 3") + "    approve: release\n";
      assertEquals(202, server.post("/targets/shop/production/deploy", server.deploy(other, "1.2", Map.of())).status());
      Described.fits("get", "/journal", server.get("/journal?limit=1000"), 200);
      List<JsonNode> told = server.get("/journal?limit=1000").body().path("records").valueStream()
          .filter(r -> r.path("events").valueStream().anyMatch(e -> e.path("type").asText().equals("configuration-changed"))).toList();
      assertEquals(1, told.size(), told::toString);
      assertEquals("ada", told.getFirst().path("actor").asText());
      String text = told.getFirst().path("events").valueStream().filter(e -> e.path("type").asText().equals("configuration-changed"))
          .findFirst().orElseThrow().path("text").asText();
      for (String each : List.of("replicas: 2 → 3", "percent: 99 → 99.5", "approve", "nothing → ")) {
        assertTrue(text.contains(each), text);
      }
    }
  }
}
