package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.core.access.Role;
import dev.slipway.server.RunningServer.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rollout that waits for approval: who may give it, deny it, or override it. */
class ApprovedDeployTest {
  @TempDir Path home;
  private GuardedShop shop;

  @BeforeEach
  void start() throws IOException {
    shop = new GuardedShop(home);
  }

  @AfterEach
  void stop() {
    shop.close();
  }

  @Test
  void a_deploy_waits_for_somebody_elses_approval_and_then_goes_on_by_itself() {
    Answer answer = shop.deploy("    approve: { by: managers, count: 1, ticket: 'CHG-\\d+' }\n", "1.0.0", GuardedShop.from("ticket",
        "CHG-12"));
    assertEquals(202, answer.status(), answer.text());
    assertTrue(answer.body().at("/message").asText().contains("waits for approval"), answer.text());
    JsonNode waits = shop.server.await("shop/production", s -> s.at("/rollout/phase").asText().equals("awaiting-approval"));
    assertEquals("1 more of managers", waits.at("/rollout/clearance/missing/0").asText());
    JsonNode shown = shop.server.get(GuardedShop.PRODUCTION + "/approval").body();
    assertEquals("CHG-12", shown.at("/provenance/ticket").asText(), shown.toString());
    assertFalse(shown.at("/clearance/proven").asBoolean());
    Map<String, Object> request = shop.request();
    assertEquals("SLW-2076", shop.refusedApproval(GuardedShop.with(request, "by", "bea"), shop.server.token()));
    assertEquals("SLW-5160", shop.refusedApproval(request, shop.person("bea", Role.DEPLOYER, "managers")));
    assertEquals("SLW-2066", shop.refusedApproval(request, shop.person("bea", Role.APPROVER, "testers")));
    assertEquals("SLW-2064", shop.refusedApproval(request, shop.person("Ada", Role.APPROVER, "managers")));
    String bea = shop.person("bea", Role.APPROVER, "managers");
    assertEquals("SLW-2062", shop.refusedApproval(GuardedShop.with(request, "digest", "0".repeat(64)), bea));
    assertEquals("SLW-2061", shop.refusedApproval(GuardedShop.with(request, "rollout", 7), bea));
    assertEquals(0, shop.server.get(GuardedShop.PRODUCTION).body().at("/instances").size());
    Answer approved = shop.as(bea, "/approve", GuardedShop.with(request, "reason", "looked at it"));
    assertTrue(approved.body().at("/message").asText().contains("approved by bea; it begins by itself"), approved.text());
    shop.server.await("shop/production", s -> !s.has("rollout") && s.at("/stable/version").asText().equals("1.0.0"));
    assertEquals("bea", shop.server.get(GuardedShop.PRODUCTION + "/history").body().at("/releases/0/approvedBy/0").asText());
    assertEquals("SLW-2060", shop.refusedApproval(request, bea), "a replayed approval is one of nothing");
    Answer verified = shop.server.get("/journal/verify");
    assertTrue(verified.body().at("/whole").asBoolean(), verified.text());
  }

  @Test
  void a_denied_one_ends_without_having_begun_and_counts_as_no_failure() {
    assertEquals(202, shop.deploy("    approve: managers\n", "1.0.0", Map.of()).status());
    String bea = shop.person("bea", Role.APPROVER);
    assertEquals(400, shop.as(bea, "/deny", Map.of("rollout", 1, "reason", "first\nsecond")).status(), "a reason is one line");
    Answer denied = shop.as(bea, "/deny", Map.of("rollout", 1, "reason", "not on a Friday"));
    assertEquals(200, denied.status(), denied.text());
    JsonNode status = shop.server.await("shop/production", s -> !s.has("rollout"));
    assertEquals("not-started", status.at("/last/outcome").asText(), status.toString());
    assertEquals("denied by bea: not on a Friday", status.at("/last/reason").asText());
    assertFalse(status.has("stable"));
  }

  @Test
  void an_override_of_what_waits_is_an_admins_alone() {
    assertEquals(202, shop.deploy("    approve: managers\n", "1.0.0", Map.of()).status());
    Map<String, Object> word = GuardedShop.with(shop.request(), "override", "payments fail since ten o'clock");
    assertEquals("SLW-5160", shop.refusedApproval(word, shop.person("bea", Role.APPROVER, "managers")));
    String olga = shop.person("olga", Role.ADMIN);
    assertEquals("SLW-2075", shop.refusedApproval(GuardedShop.with(word, "override", "now"), olga));
    Answer said = shop.as(olga, "/approve", word);
    assertTrue(said.body().at("/message").asText().contains("overridden by olga"), said.text());
    shop.server.await("shop/production", s -> !s.has("rollout") && s.has("stable"));
    assertEquals("olga", shop.server.get(GuardedShop.PRODUCTION + "/history").body().at("/releases/0/override/by").asText());
  }
}
