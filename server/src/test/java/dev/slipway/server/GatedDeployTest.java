package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.core.gate.GateRecord;
import dev.slipway.server.RunningServer.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An environment with gates takes a deploy only with what each of them said, of this version and this file, and new. */
class GatedDeployTest {
  private static final String PRODUCTION = "/targets/shop/production";
  @TempDir Path home;
  private RunningServer server;
  private String yaml = "";

  @BeforeEach
  void start() throws IOException {
    server = new RunningServer(home);
    yaml = RunningServer.yaml(RunningServer.freePort()) + "    gates:\n      - { junit: \"r/*.xml\", name: unit-tests }\n      - { "
        + "version: newer }\n";
    server.build("1.0.0");
    server.build("0.9.0");
    server.build("1.1.0");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Map<String, Object> result(String name, String kind, String outcome) {
    return Map.of("name", name, "kind", kind, "outcome", outcome, "said", "12 tests", "waived", 1);
  }

  private Answer deploy(String version, String of, String config, Instant at, List<Map<String, Object>> results) {
    Map<String, Object> gates = Map.of("version", of, "config", config, "at", at.toString(), "results", results);
    return server.post(PRODUCTION + "/deploy", server.deploy(yaml, version, Map.of("gates", gates)));
  }

  private Answer deploy(String version, String unit, String newer) {
    return deploy(version, version, GateRecord.digestOf(yaml).hex(), Instant.now(),
        List.of(result("unit-tests", "junit", unit), result("version", "version", newer)));
  }

  private void refused(String code, Answer answer) {
    assertEquals(409, answer.status(), answer.text());
    assertEquals(code, answer.body().at("/code").asText());
    assertTrue(answer.body().at("/detail").asText().contains("Nothing was deployed; traffic stays as it is"), answer.text());
    assertTrue(server.outside.kept.isEmpty(), "nothing was staged");
  }

  @Test
  void what_is_missing_of_something_else_or_not_passed_is_refused() {
    String config = GateRecord.digestOf(yaml).hex();
    List<Map<String, Object>> both = List.of(result("unit-tests", "junit", "passed"), result("version", "version", "passed"));
    refused("SLW-2051", server.post(PRODUCTION + "/deploy", server.deploy(yaml, "1.0.0", Map.of())));
    refused("SLW-2051", server.post(PRODUCTION + "/deploy", server.deploy(yaml, "1.0.0", Map.of("force", true))));
    refused("SLW-2052", deploy("1.0.0", "0.9.0", config, Instant.now(), both));
    refused("SLW-2053", deploy("1.0.0", "1.0.0", GateRecord.digestOf(yaml + "\n").hex(), Instant.now(), both));
    refused("SLW-2054", deploy("1.0.0", "1.0.0", config, Instant.now().minus(Duration.ofMinutes(61)), both));
    refused("SLW-2054", deploy("1.0.0", "1.0.0", config, Instant.now().plus(Duration.ofMinutes(10)), both));
    refused("SLW-2055", deploy("1.0.0", "1.0.0", config, Instant.now(), both.subList(0, 1)));
    refused("SLW-2055", deploy("1.0.0", "1.0.0", config, Instant.now(), List.of(result("unit-tests", "secrets", "passed"), both.get(1))));
    refused("SLW-2056", deploy("1.0.0", "failed", "passed"));
    refused("SLW-2056", deploy("1.0.0", "passed", "undecided"));
    List<Map<String, Object>> twice = new ArrayList<>(both);
    twice.add(result("unit-tests", "junit", "failed"));
    assertEquals(400, deploy("1.0.0", "1.0.0", config, Instant.now(), twice).status());
    assertEquals(400, deploy("1.0.0", "1.0.0", "abc", Instant.now(), both).status());
    assertEquals(400, deploy("1.0.0", "fine", "passed").status());
    assertEquals(404, server.get(PRODUCTION).status());
  }

  @Test
  void what_passed_is_in_the_journal_the_history_and_the_status_and_the_server_itself_knows_what_is_newer() {
    assertEquals(202, deploy("1.0.0", "passed", "passed").status());
    JsonNode status = server.await("shop/production", s -> !s.has("rollout") && s.at("/stable/version").asText().equals("1.0.0"));
    assertEquals("unit-tests", status.at("/last/gates/0/name").asText());
    assertEquals("12 tests", server.get(PRODUCTION + "/history").body().at("/releases/0/gates/0/said").asText());
    JsonNode events = server.get(PRODUCTION + "/journal").body().at("/records/0/events");
    String told = StreamSupport.stream(events.spliterator(), false).filter(e -> e.at("/type").asText().equals("gates-passed"))
        .findFirst().orElseThrow().at("/text").asText();
    assertEquals("2 gates passed, with 2 waived: unit-tests (12 tests); version (12 tests)", told);
    assertTrue(server.get("/journal/verify").body().at("/whole").asBoolean());
    Answer older = deploy("0.9.0", "passed", "passed");
    assertEquals("SLW-2057", older.body().at("/code").asText(), older.text());
  }

  @Test
  void a_plan_and_the_way_back_need_no_gates() {
    assertEquals(200, server.post(PRODUCTION + "/plan", server.deploy(yaml, "1.0.0", Map.of())).status());
    assertEquals(202, deploy("1.0.0", "passed", "passed").status());
    server.await("shop/production", s -> !s.has("rollout") && s.has("stable"));
    server.outside.neverReady = true;
    assertEquals(202, deploy("1.1.0", "passed", "passed").status());
    Answer back = server.post(PRODUCTION + "/rollback", "{\"by\":\"ada\",\"reason\":\"slow\"}");
    assertEquals(200, back.status(), back.text());
    server.outside.neverReady = false;
    server.await("shop/production", s -> !s.has("rollout") && s.at("/last/outcome").asText().equals("rolled-back"));
  }
}
