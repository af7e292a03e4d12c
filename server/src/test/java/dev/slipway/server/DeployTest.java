package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.server.RunningServer.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployTest {
  private static final String PRODUCTION = "/targets/shop/production";
  @TempDir Path home;
  private RunningServer server;
  private int port;

  @BeforeEach
  void start() throws IOException {
    server = new RunningServer(home);
    port = RunningServer.freePort();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_first_deploy_becomes_stable_and_its_status_tells_so() throws IOException {
    JsonNode status = server.promoted("1.0", port);
    assertEquals("promoted", status.at("/last/outcome").asText());
    assertEquals(2, status.at("/instances").size());
    assertEquals("stable", status.at("/instances/0/role").asText());
    assertEquals(100, status.at("/router/split/0/weight").asInt());
    assertTrue(status.at("/sequence").asLong() > 0);
  }

  @Test
  void the_same_version_again_is_already_so() throws IOException {
    server.promoted("1.0", port);
    Answer again = server.post(PRODUCTION + "/deploy", server.deploy(RunningServer.yaml(port), "1.0", Map.of()));
    assertEquals(200, again.status());
    assertTrue(again.body().at("/alreadySo").asBoolean());
    assertEquals("SLW-2002", again.body().at("/code").asText());
  }

  @Test
  void a_missing_artifact_names_the_versions_that_are_there() throws IOException {
    server.build("1.0");
    server.build("1.1-rc.1");
    Answer answer = server.post(PRODUCTION + "/deploy", server.deploy(RunningServer.yaml(port), "1.2", Map.of()));
    assertEquals(404, answer.status());
    assertEquals("SLW-2031", answer.body().at("/code").asText());
    assertTrue(answer.body().at("/hint").asText().contains("1.0") && answer.body().at("/hint").asText().contains("1.1-rc.1"), answer.text());
    assertEquals(404, server.get(PRODUCTION).status());
  }

  @Test
  void an_unknown_environment_gets_the_nearest_name() throws IOException {
    server.build("1.0");
    Answer answer = server.post("/targets/shop/prodction/deploy", server.deploy(RunningServer.yaml(port), "1.0", Map.of()));
    assertEquals(404, answer.status());
    assertEquals("Did you mean production?", answer.body().at("/hint").asText());
  }

  @Test
  void a_faulty_file_is_refused_with_every_place() {
    Answer answer = server.post(PRODUCTION + "/deploy", server.deploy("service: shop\nreplicsa: 3\n", "1.0", Map.of()));
    assertEquals(400, answer.status());
    assertFalse(answer.body().at("/problems").isEmpty(), answer.text());
    assertTrue(answer.body().at("/problems/0/line").asInt() > 0);
  }

  @Test
  void a_version_cannot_climb_out_of_its_folder() {
    Answer answer = server.post(PRODUCTION + "/deploy", server.deploy(RunningServer.yaml(port), "../../etc/passwd", Map.of()));
    assertEquals(400, answer.status());
    assertEquals("SLW-2036", answer.body().at("/code").asText());
  }

  @Test
  void a_taken_port_is_told_before_anything_is_started() throws IOException {
    server.build("1.0");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
      Answer answer = server.post(PRODUCTION + "/deploy", server.deploy(RunningServer.yaml(taken.getLocalPort()), "1.0", Map.of()));
      assertEquals(409, answer.status());
      assertEquals("SLW-2034", answer.body().at("/code").asText());
      assertTrue(server.outside.kept.isEmpty(), "nothing was staged");
    }
  }

  @Test
  void without_the_artifact_of_the_way_back_nothing_begins_unless_forced() throws IOException {
    server.promoted("1.0", port);
    server.outside.kept.clear();
    server.build("1.1");
    Answer refused = server.post(PRODUCTION + "/deploy", server.deploy(RunningServer.yaml(port), "1.1", Map.of()));
    assertEquals("SLW-2033", refused.body().at("/code").asText());
    assertEquals(202, server.post(PRODUCTION + "/deploy", server.deploy(RunningServer.yaml(port), "1.1", Map.of("force", true))).status());
  }

  @Test
  void a_plan_changes_nothing_and_tells_what_a_deploy_would_do() throws IOException {
    server.promoted("1.0", port);
    long before = server.get(PRODUCTION).body().at("/sequence").asLong();
    server.build("1.1");
    Answer plan = server.post(PRODUCTION + "/plan", server.deploy(RunningServer.yaml(port), "1.1", Map.of()));
    assertEquals(200, plan.status(), plan.text());
    assertEquals(4, plan.body().at("/capacity/instancesMost").asInt());
    assertEquals(1.0, plan.body().at("/worstCase/exposedShare").asDouble());
    assertTrue(plan.text().contains("start 2 instances of 1.1-"), plan.text());
    assertEquals(before, server.get(PRODUCTION).body().at("/sequence").asLong());
    assertEquals(1, server.outside.kept.size(), "a plan keeps no artifact");
  }

  @Test
  void a_rollback_goes_to_the_release_of_before_and_then_to_a_named_one() throws IOException {
    server.promoted("1.0", port);
    server.promoted("1.1", port);
    server.promoted("1.2", port);
    Answer back = server.post(PRODUCTION + "/rollback", "{\"by\":\"ada\",\"reason\":\"prices are wrong\"}");
    assertEquals(200, back.status(), back.text());
    server.await("shop/production", s -> !s.has("rollout") && s.at("/stable/version").asText().equals("1.1"));
    Answer named = server.post(PRODUCTION + "/rollback", "{\"by\":\"ada\",\"to\":\"1.0\"}");
    assertEquals(200, named.status(), named.text());
    server.await("shop/production", s -> !s.has("rollout") && s.at("/stable/version").asText().equals("1.0"));
    JsonNode releases = server.get(PRODUCTION + "/history").body().at("/releases");
    assertEquals("rollback", releases.at("/0/kind").asText());
    assertEquals("stable", releases.at("/0/role").asText());
    assertEquals(5, releases.size());
  }

  @Test
  void a_rollback_to_what_was_never_stable_names_what_was() throws IOException {
    server.promoted("1.0", port);
    Answer answer = server.post(PRODUCTION + "/rollback", "{\"by\":\"ada\",\"to\":\"7.7.7\"}");
    assertEquals(404, answer.status());
    assertTrue(answer.body().at("/hint").asText().contains("1.0"), answer.text());
  }

  @Test
  void a_second_deploy_is_refused_or_queued_and_can_be_dropped() throws IOException {
    server.promoted("1.0", port);
    server.outside.neverReady = true;
    server.build("1.1");
    server.build("1.2");
    assertEquals(202, server.post(PRODUCTION + "/deploy", server.deploy(RunningServer.yaml(port), "1.1", Map.of())).status());
    Answer refused = server.post(PRODUCTION + "/deploy", server.deploy(RunningServer.yaml(port), "1.2", Map.of()));
    assertEquals(409, refused.status());
    assertEquals("SLW-2004", refused.body().at("/code").asText());
    Answer queued = server.post(PRODUCTION + "/deploy", server.deploy(RunningServer.yaml(port), "1.2", Map.of("whenBusy", "queue")));
    assertTrue(queued.body().at("/queued").asBoolean(), queued.text());
    assertEquals("1.2", server.get(PRODUCTION).body().at("/queued/release/version").asText());
    assertEquals(200, server.post(PRODUCTION + "/unqueue", "{\"by\":\"ada\"}").status());
    assertFalse(server.get(PRODUCTION).body().has("queued"));
    assertEquals(200, server.post(PRODUCTION + "/pause", "{\"by\":\"ada\",\"reason\":\"lunch\"}").status());
    assertEquals("lunch", server.get(PRODUCTION).body().at("/rollout/paused/reason").asText());
    assertEquals(200, server.post(PRODUCTION + "/resume", "{\"by\":\"ada\"}").status());
    assertEquals(200, server.post(PRODUCTION + "/abort", "{\"by\":\"ada\",\"reason\":\"enough\"}").status());
    server.outside.neverReady = false;
    JsonNode after = server.await("shop/production", s -> !s.has("rollout"));
    assertEquals("1.0", after.at("/stable/version").asText());
    assertEquals("rolled-back", after.at("/last/outcome").asText());
  }

  @Test
  void a_command_without_a_rollout_is_refused_and_one_for_nobody_unknown() throws IOException {
    assertEquals(404, server.post(PRODUCTION + "/pause", "{\"by\":\"ada\"}").status());
    server.promoted("1.0", port);
    Answer answer = server.post(PRODUCTION + "/pause", "{\"by\":\"ada\"}");
    assertEquals(409, answer.status());
    assertEquals("SLW-2001", answer.body().at("/code").asText());
  }

  @Test
  void a_router_that_is_away_shows_as_a_problem_while_the_status_still_answers() throws IOException {
    server.promoted("1.0", port);
    server.outside.routerAway = true;
    JsonNode status = server.await("shop/production", s -> !s.at("/problems").isEmpty());
    assertEquals("SLW-4054", status.at("/problems/0/code").asText());
    assertEquals("1.0", status.at("/stable/version").asText());
  }
}
