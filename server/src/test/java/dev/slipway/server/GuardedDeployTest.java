package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.server.RunningServer.Answer;
import dev.slipway.server.api.ApiJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a guard looks at before anything begins: tickets, branches, the calendar; and an admin's word against all of it. */
class GuardedDeployTest {
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
  void tickets_are_looked_at_before_anything_starts_and_never_reach_a_shell() throws IOException {
    String pattern = "    approve: { by: managers, ticket: 'CHG-\\d+' }\n";
    shop.refused("SLW-2071", shop.deploy(pattern, "1.0.0", Map.of()));
    shop.refused("SLW-2072", shop.deploy(pattern, "1.0.0", GuardedShop.from("ticket", "CHG-12 OR 1=1")));
    Files.writeString(home.resolve("ticket.sh"), "test \"$SLIPWAY_TICKET\" = 'CHG-1; touch hacked'\n");
    String command = "    approve: { by: managers, ticket: { run: sh ticket.sh } }\n";
    shop.refused("SLW-2072", shop.deploy(command, "1.0.0", GuardedShop.from("ticket", "$(touch hacked)")));
    assertEquals(202, shop.deploy(command, "1.0.0", GuardedShop.from("ticket", "CHG-1; touch hacked")).status());
    assertFalse(Files.exists(home.resolve("hacked")));
  }

  @Test
  void only_branches_that_are_allowed_may_be_deployed_and_one_that_says_none_may_not() {
    String guard = "    branches: [ main, \"release/*\", \"tag:v*\" ]\n";
    shop.refused("SLW-2073", shop.deploy(guard, "1.0.0", Map.of()));
    shop.refused("SLW-2073", shop.deploy(guard, "1.0.0", GuardedShop.from("branch", "feature/x")));
    shop.refused("SLW-2073", shop.deploy(guard, "1.0.0", GuardedShop.from("branch", "tag:release/1")));
    assertEquals(202, shop.deploy(guard, "1.0.0", GuardedShop.from("branch", "release/1.0")).status());
    shop.server.await("shop/production", s -> !s.has("rollout") && s.has("stable"));
    Answer loosened = shop.deploy("", "1.1.0", GuardedShop.from("branch", "feature/x"));
    assertEquals("SLW-2073", loosened.body().at("/code").asText(), "the guard in force is not loosened by another file");
  }

  @Test
  void all_that_stands_in_the_way_is_told_at_once() {
    String guard = "    branches: [ main ]\n    approve: { by: managers, ticket: 'CHG-\\d+' }\n";
    Answer neither = shop.deploy(guard, "1.0.0", GuardedShop.from("branch", "feature/x"));
    shop.refused("SLW-2073", neither);
    String said = neither.text();
    assertTrue(said.contains("feature/x is none of the branches that may be deployed here: main; and SLW-2071 the deploy names no ticket"),
        said);
    String hint = neither.body().path("hint").asText();
    assertTrue(hint.contains("--branch") && hint.endsWith("Say it with --ticket"), hint);
  }

  @Test
  void an_override_needs_an_admin_and_a_reason_and_one_event_says_what_it_overrode() {
    String guard = "    branches: [ main ]\n    approve: managers\n    freeze: " + GuardedShop.aroundNow() + "\n";
    Map<String, Object> word = new HashMap<>(GuardedShop.from("branch", "fix/payment"));
    word.put("override", "too short");
    shop.refused("SLW-2075", shop.deploy(guard, "1.0.0", word));
    for (String steering : List.of("payments\u202e fail since ten", "payments\u2028fail since ten", "payments\nfail since ten o'clock")) {
      word.put("override", steering);
      shop.refused("SLW-2075", shop.deploy(guard, "1.0.0", word));
    }
    word.put("override", "payments fail since ten o'clock");
    assertEquals(202, shop.deploy(guard, "1.0.0", word).status());
    shop.server.await("shop/production", s -> !s.has("rollout") && s.has("stable"));
    JsonNode past = shop.server.get(GuardedShop.PRODUCTION + "/history").body().at("/releases/0/override");
    assertEquals("payments fail since ten o'clock", past.at("/reason").asText());
    assertEquals("payments fail since ten o'clock", why());
    String told = shop.server.get(GuardedShop.PRODUCTION + "/journal?limit=1000").text();
    for (String overridden : List.of("fix/payment is none of the branches", "approval by 1 more of managers", "freeze ")) {
      assertTrue(told.contains(overridden), told);
    }
    assertEquals(202, shop.deploy("    approve: managers\n", "1.1.0", Map.of("override", "to see who else may override")).status());
  }

  @Test
  void a_reason_of_several_lines_is_kept_on_one_and_brings_nothing_to_a_terminal() {
    assertEquals(202, shop.deploy("", "1.0.0", Map.of("reason", "slow\r\nBcc: x@example.org \u001b[31mred\u202e")).status());
    shop.server.await("shop/production", s -> !s.has("rollout") && s.has("stable"));
    assertEquals("slow Bcc: x@example.org [31mred", why());
  }

  private String why() {
    return shop.server.get(GuardedShop.PRODUCTION + "/history").body().at("/releases/0/why").asText();
  }

  @Test
  void a_deploy_in_a_freeze_says_until_when_and_the_plan_and_the_calendar_say_it_before() {
    String guard = "    freeze: " + GuardedShop.aroundNow() + "\n";
    Answer answer = shop.deploy(guard, "1.0.0", Map.of());
    assertEquals("SLW-2070", answer.body().at("/code").asText(), answer.text());
    JsonNode plan = shop.server.post(GuardedShop.PRODUCTION + "/plan", shop.server.deploy(shop.yaml() + guard, "1.0.0", Map.of())).body();
    assertTrue(plan.at("/guard/freeze").has("until"), plan.toString());
    Answer calendar = shop.server.post(GuardedShop.PRODUCTION + "/freeze",
        ApiJson.write(Map.of("configText", shop.yaml() + guard)));
    assertEquals(1, calendar.body().at("/windows").size(), calendar.text());
    Answer faulty = shop.server.post(GuardedShop.PRODUCTION + "/freeze",
        ApiJson.write(Map.of("configText", shop.yaml() + guard + "    freze: []\n")));
    Answer nowhere = shop.server.post("/targets/shop/nowhere/freeze", ApiJson.write(Map.of("configText", shop.yaml() + guard)));
    assertEquals("SLW-5104", nowhere.body().at("/code").asText(), nowhere.text());
    assertEquals("SLW-1000", faulty.body().at("/code").asText(), "what cannot be read is not told as no window: " + faulty.text());
    Answer queued = shop.deploy(guard, "1.0.0", Map.of("whenBusy", "queue"));
    assertTrue(queued.body().at("/message").asText().endsWith("for the end of the freeze"), queued.text());
    assertTrue(shop.server.await("shop/production", s -> s.has("queued")).at("/freeze").has("until"));
  }
}
