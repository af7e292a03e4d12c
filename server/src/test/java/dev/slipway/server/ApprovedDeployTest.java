package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.core.access.Grant;
import dev.slipway.core.access.Role;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.server.RunningServer.Answer;
import dev.slipway.server.access.Caller;
import dev.slipway.server.approval.ApproveRequest;
import dev.slipway.server.approval.DenyRequest;
import dev.slipway.server.problem.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Environments with a guard: who may approve what, from where a deploy may come, and when nothing begins. */
class ApprovedDeployTest {
  private static final TargetId TARGET = new TargetId("shop", "production");
  private static final String PRODUCTION = "/targets/shop/production";
  @TempDir Path home;
  private RunningServer server;
  private int port;

  @BeforeEach
  void start() throws IOException {
    server = new RunningServer(home);
    port = RunningServer.freePort();
    server.build("1.0.0");
    server.build("1.1.0");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static Caller person(String name, Role role, String... groups) {
    return new Caller(name, true, Set.of(groups), List.of(new Grant(role, "shop", "production")));
  }

  private Answer deploy(String guard, String version, Map<String, Object> more) {
    return server.post(PRODUCTION + "/deploy", server.deploy(RunningServer.yaml(port) + guard, version, more));
  }

  private static Map<String, Object> from(String field, String value) {
    return Map.of("provenance", Map.of(field, value));
  }

  private void refused(String code, Answer answer) {
    assertEquals(code, answer.body().at("/code").asText(), answer.text());
    assertTrue(answer.status() == 409 || answer.status() == 400, answer.text());
    assertTrue(answer.text().contains("traffic stays as it is"), answer.text());
    assertTrue(server.outside.kept.isEmpty(), "nothing was staged");
  }

  private ApproveRequest request(Optional<String> override) {
    JsonNode waits = server.get(PRODUCTION + "/approval").body();
    return new ApproveRequest("x", waits.at("/rollout").asLong(), waits.at("/clearance/digest").asText(), Optional.of("looked at it"), override);
  }

  private String refusedApproval(ApproveRequest request, Caller caller) {
    return assertThrows(Refused.class, () -> server.approvals().approve(TARGET, request, caller)).code();
  }

  @Test
  void a_deploy_waits_for_somebody_elses_approval_and_then_goes_on_by_itself() {
    Answer answer = deploy("    approve: { by: managers, count: 1, ticket: 'CHG-\\d+' }\n", "1.0.0", from("ticket", "CHG-12"));
    assertEquals(202, answer.status(), answer.text());
    assertTrue(answer.body().at("/message").asText().contains("waits for approval"), answer.text());
    JsonNode waits = server.await("shop/production", s -> s.at("/rollout/phase").asText().equals("awaiting-approval"));
    assertEquals("1 more of managers", waits.at("/rollout/clearance/missing/0").asText());
    JsonNode shown = server.get(PRODUCTION + "/approval").body();
    assertEquals("CHG-12", shown.at("/provenance/ticket").asText(), shown.toString());
    assertFalse(shown.at("/clearance/proven").asBoolean());
    ApproveRequest request = request(Optional.empty());
    assertEquals("SLW-2076", refusedApproval(request, Caller.withServersToken("bea")));
    assertEquals("SLW-2077", refusedApproval(request, person("bea", Role.DEPLOYER, "managers")));
    assertEquals("SLW-2066", refusedApproval(request, person("bea", Role.APPROVER, "testers")));
    assertEquals("SLW-2064", refusedApproval(request, person("Ada", Role.APPROVER, "managers")));
    ApproveRequest other = new ApproveRequest("x", request.rollout(), "0".repeat(64), Optional.empty(), Optional.empty());
    assertEquals("SLW-2062", refusedApproval(other, person("bea", Role.APPROVER, "managers")));
    assertEquals(0, server.get(PRODUCTION).body().at("/instances").size());
    assertTrue(server.approvals().approve(TARGET, request, person("bea", Role.APPROVER, "managers")).message().contains("approved by bea"));
    server.await("shop/production", s -> !s.has("rollout") && s.at("/stable/version").asText().equals("1.0.0"));
    assertEquals("bea", server.get(PRODUCTION + "/history").body().at("/releases/0/approvedBy/0").asText());
    assertEquals("SLW-2060", refusedApproval(request, person("bea", Role.APPROVER, "managers")), "a replayed approval is one of nothing");
    assertTrue(server.get("/journal/verify").body().at("/whole").asBoolean());
  }

  @Test
  void a_denied_one_ends_without_having_begun_and_counts_as_no_failure() {
    assertEquals(202, deploy("    approve: managers\n", "1.0.0", Map.of()).status());
    var unused = server.approvals().deny(TARGET, new DenyRequest("x", 1, Optional.of("not on a Friday")), person("bea", Role.APPROVER));
    JsonNode status = server.await("shop/production", s -> !s.has("rollout"));
    assertEquals("not-started", status.at("/last/outcome").asText(), status.toString());
    assertEquals("denied by bea: not on a Friday", status.at("/last/reason").asText());
    assertFalse(status.has("stable"));
    String lines = "first\nsecond";
    assertEquals("SLW-5101", assertThrows(Refused.class, () -> server.approvals().deny(TARGET, new DenyRequest("x", 1, Optional.of(lines)),
        person("bea", Role.APPROVER))).code());
  }

  @Test
  void tickets_are_looked_at_before_anything_starts_and_never_reach_a_shell() throws IOException {
    String pattern = "    approve: { by: managers, ticket: 'CHG-\\d+' }\n";
    refused("SLW-2071", deploy(pattern, "1.0.0", Map.of()));
    refused("SLW-2072", deploy(pattern, "1.0.0", from("ticket", "CHG-12 OR 1=1")));
    Files.writeString(home.resolve("ticket.sh"), "test \"$SLIPWAY_TICKET\" = 'CHG-1; touch hacked'\n");
    String command = "    approve: { by: managers, ticket: { run: sh ticket.sh } }\n";
    refused("SLW-2072", deploy(command, "1.0.0", from("ticket", "$(touch hacked)")));
    assertEquals(202, deploy(command, "1.0.0", from("ticket", "CHG-1; touch hacked")).status());
    assertFalse(Files.exists(home.resolve("hacked")));
  }

  @Test
  void only_branches_that_are_allowed_may_be_deployed_and_one_that_says_none_may_not() {
    String guard = "    branches: [ main, \"release/*\", \"tag:v*\" ]\n";
    refused("SLW-2073", deploy(guard, "1.0.0", Map.of()));
    refused("SLW-2073", deploy(guard, "1.0.0", from("branch", "feature/x")));
    refused("SLW-2073", deploy(guard, "1.0.0", from("branch", "tag:release/1")));
    assertEquals(202, deploy(guard, "1.0.0", from("branch", "release/1.0")).status());
    server.await("shop/production", s -> !s.has("rollout") && s.has("stable"));
    Answer loosened = deploy("", "1.1.0", from("branch", "feature/x"));
    assertEquals("SLW-2073", loosened.body().at("/code").asText(), "the guard in force is not loosened by another file");
  }

  @Test
  void an_override_needs_an_admin_and_a_reason_and_one_event_says_what_it_overrode() {
    String guard = "    branches: [ main ]\n    approve: managers\n    freeze: " + aroundNow() + "\n";
    Map<String, Object> word = new HashMap<>(from("branch", "fix/payment"));
    word.put("override", "too short");
    refused("SLW-2075", deploy(guard, "1.0.0", word));
    word.put("override", "payments fail since ten o'clock");
    assertEquals(202, deploy(guard, "1.0.0", word).status());
    server.await("shop/production", s -> !s.has("rollout") && s.has("stable"));
    JsonNode past = server.get(PRODUCTION + "/history").body().at("/releases/0/override");
    assertEquals("payments fail since ten o'clock", past.at("/reason").asText());
    String told = server.get(PRODUCTION + "/journal?limit=1000").text();
    assertTrue(told.contains("fix/payment is none of the branches") && told.contains("approval by 1 more of managers") && told.contains("freeze "),
        told);
    assertEquals(202, deploy("    approve: managers\n", "1.1.0", Map.of("override", "to see who else may override")).status());
  }

  @Test
  void an_override_of_what_waits_is_an_admins_alone() {
    assertEquals(202, deploy("    approve: managers\n", "1.0.0", Map.of()).status());
    ApproveRequest word = request(Optional.of("payments fail since ten o'clock"));
    assertEquals("SLW-2074", refusedApproval(word, person("bea", Role.APPROVER, "managers")));
    assertTrue(server.approvals().approve(TARGET, word, person("olga", Role.ADMIN)).message().contains("overridden by olga"));
    server.await("shop/production", s -> !s.has("rollout") && s.has("stable"));
    assertEquals("olga", server.get(PRODUCTION + "/history").body().at("/releases/0/override/by").asText());
  }

  @Test
  void a_deploy_in_a_freeze_says_until_when_and_the_plan_and_the_calendar_say_it_before() {
    String guard = "    freeze: " + aroundNow() + "\n";
    Answer answer = deploy(guard, "1.0.0", Map.of());
    assertEquals("SLW-2070", answer.body().at("/code").asText(), answer.text());
    JsonNode plan = server.post(PRODUCTION + "/plan", server.deploy(RunningServer.yaml(port) + guard, "1.0.0", Map.of())).body();
    assertTrue(plan.at("/guard/freeze").has("until"), plan.toString());
    Answer calendar = server.post(PRODUCTION + "/freeze",
        dev.slipway.server.api.ApiJson.write(Map.of("configText", RunningServer.yaml(port) + guard)));
    assertEquals(1, calendar.body().at("/windows").size(), calendar.text());
    Answer queued = deploy(guard, "1.0.0", Map.of("whenBusy", "queue"));
    assertTrue(queued.body().at("/message").asText().endsWith("for the end of the freeze"), queued.text());
    assertTrue(server.await("shop/production", s -> s.has("queued")).at("/freeze").has("until"));
  }

  private static String aroundNow() {
    DateTimeFormatter form = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);
    return "\"" + form.format(Instant.now().minusSeconds(3_600)) + " - " + form.format(Instant.now().plusSeconds(3_600)) + " UTC\"";
  }
}
