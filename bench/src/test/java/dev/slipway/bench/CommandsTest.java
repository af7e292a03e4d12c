package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import dev.slipway.cli.client.Api;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Abort, pause, resume and promote at any time. */
@ExtendWith(SharedRig.class)
class CommandsTest {

  @Test
  void an_abort_before_the_candidate_is_ready_leaves_users_on_stable(Target target) {
    stable(target);
    JsonNode asked = target.deploy(target.shop().strategy(Strategies.blueGreen("0s")), "1.3.2-never-ready");
    target.awaitPhase("starting");
    target.command("abort");
    assertEquals("rolled-back", target.awaitEnd(asked.path("rollout").asLong()).path("outcome").asText());
    assertEquals("1.0.0", Visit.to(target.url() + "/").release());
  }

  @Test
  void an_abort_while_the_candidate_has_traffic_loses_no_request(Target target) {
    stable(target);
    try (LightLoad load = LightLoad.on(target)) {
      JsonNode asked = target.deploy(target.shop().strategy(Strategies.canary("50%, 100%", "60s")), "1.1.0");
      target.awaitBaking(50);
      target.command("abort", Api.JSON.createObjectNode().put("reason", "seen enough"));
      JsonNode last = target.awaitEnd(asked.path("rollout").asLong());
      assertEquals("rolled-back", last.path("outcome").asText());
      assertTrue(last.path("reason").asText().contains("seen enough"), last::toString);
      load.nothingLost();
    }
    assertEquals("1.0.0", target.stableVersion());
  }

  @Test
  void a_paused_rollout_stays_at_its_step_until_it_is_resumed(Target target) {
    stable(target);
    try (LightLoad load = LightLoad.on(target)) {
      JsonNode asked = target.deploy(target.shop().strategy(Strategies.canary("30%, 100%", "1s")), "1.1.0");
      target.awaitBaking(30);
      target.command("pause", Api.JSON.createObjectNode().put("reason", "lunch"));
      Wait.millis(2_000);
      JsonNode rollout = target.status().path("rollout");
      assertEquals(30, rollout.path("weight").asInt(), rollout::toString);
      assertEquals("lunch", rollout.path("paused").path("reason").asText());
      target.command("resume");
      assertEquals("promoted", target.awaitEnd(asked.path("rollout").asLong()).path("outcome").asText());
      load.nothingLost();
    }
  }

  @Test
  void a_promote_lets_the_step_pass_before_its_bake_is_over(Target target) {
    stable(target);
    JsonNode asked = target.deploy(target.shop().strategy(Strategies.canary("50%, 100%", "60s")), "1.1.0");
    target.awaitBaking(50);
    target.command("promote");
    target.awaitBaking(100);
    target.command("promote");
    assertEquals("promoted", target.awaitEnd(asked.path("rollout").asLong()).path("outcome").asText());
    assertEquals("1.1.0", target.stableVersion());
  }

  @Test
  void a_full_promote_passes_all_steps_even_one_that_waits_for_a_person(Target target) {
    stable(target);
    String strategy = "{ canary: { steps: [ { weight: 20%, hold: true }, { weight: 60%, hold: true }, 100% ], bake: 0s } }";
    JsonNode asked = target.deploy(target.shop().strategy(strategy), "1.1.0");
    target.awaitPhase("holding");
    target.command("promote", Api.JSON.createObjectNode().put("full", true));
    assertEquals("promoted", target.awaitEnd(asked.path("rollout").asLong()).path("outcome").asText());
  }

  @Test
  void commands_about_a_rollout_are_refused_where_none_is_under_way(Target target) {
    stable(target);
    for (String verb : new String[] {"pause", "resume", "promote", "abort"}) {
      Refusal.with("SLW-2001", () -> target.command(verb));
    }
    assertEquals("1.0.0", Visit.to(target.url() + "/").release());
  }

  @Test
  void a_target_taken_down_answers_nobody_and_leaves_no_process(Target target) {
    stable(target);
    target.remove();
    assertTrue(Wait.until(Duration.ofSeconds(10), 50, () -> Visit.to(target.url() + "/").status() == 0));
    assertTrue(target.status().path("instances").isEmpty());
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.1.0");
    assertEquals("1.1.0", Visit.to(target.url() + "/").release());
  }

  private static void stable(Target target) {
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.0.0");
  }
}
