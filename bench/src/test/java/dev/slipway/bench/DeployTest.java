package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedRig.class)
class DeployTest {

  @Test
  void a_first_deploy_answers_at_the_public_address_with_the_version_asked_for(Target target) {
    target.promoted(target.shop().strategy(Strategies.blueGreen("200ms")), "1.0.0");
    Visit visit = Visit.to(target.url() + "/api/orders");
    assertEquals(200, visit.status(), visit.body());
    assertEquals("1.0.0", visit.release());
    assertEquals("1.0.0", target.stableVersion());
  }

  @Test
  void the_same_version_again_changes_nothing_unless_it_is_forced(Target target) {
    ServiceFile file = target.shop().strategy(Strategies.blueGreen("0s"));
    target.promoted(file, "1.0.0");
    long sequence = target.status().path("sequence").asLong();
    JsonNode again = target.deploy(file, "1.0.0");
    assertTrue(again.path("alreadySo").asBoolean(), again::toString);
    assertFalse(again.has("rollout"), again::toString);
    assertEquals(sequence, target.status().path("sequence").asLong(), "journal grew");
    JsonNode forced = target.deploy(file, "1.0.0", "refuse", true);
    assertEquals("promoted", target.awaitEnd(forced.path("rollout").asLong()).path("outcome").asText());
    assertEquals(2, target.status().path("rollouts").asLong());
  }

  @Test
  void blue_green_moves_all_users_at_once_and_keeps_the_release_before_warm(Target target) {
    ServiceFile file = target.shop().strategy(Strategies.blueGreen("300ms"));
    target.promoted(file, "1.0.0");
    try (LightLoad load = LightLoad.on(target)) {
      target.promoted(file, "1.1.0");
      load.nothingLost();
    }
    assertEquals(List.of(100), Journal.of(target).weights("baking").stream().distinct().toList());
    assertEquals("1.0.0", target.status().path("warm").path("release").path("version").asText());
    assertEquals("1.1.0", Visit.to(target.url() + "/").release());
  }

  @Test
  void a_canary_gives_the_candidate_each_step_s_share_in_turn(Target target) {
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.0.0");
    try (LightLoad load = LightLoad.on(target)) {
      target.promoted(target.shop().strategy(Strategies.canary("20%, 60%, 100%", "500ms")), "1.1.0");
      load.nothingLost();
    }
    List<Integer> weights = Journal.of(target).weights("baking");
    assertEquals(List.of(20, 60, 100), weights.subList(weights.size() - 3, weights.size()));
  }

  @Test
  void a_rolling_deploy_replaces_instances_one_after_the_other(Target target) {
    ServiceFile file = target.shop().with("replicas", "2").strategy(Strategies.rolling("300ms"));
    target.promoted(file, "1.0.0");
    try (LightLoad load = LightLoad.on(target)) {
      target.promoted(file, "1.1.0");
      load.nothingLost();
    }
    List<Integer> weights = Journal.of(target).weights("baking");
    assertEquals(List.of(50, 100), weights.subList(weights.size() - 2, weights.size()));
    for (JsonNode instance : target.status().path("instances")) {
      assertTrue(instance.path("release").asText().startsWith("1.1.0") || instance.path("role").asText().equals("leaving"),
          instance::toString);
    }
  }

  @Test
  void a_plan_says_what_a_deploy_would_do_and_changes_nothing(Target target) {
    ServiceFile file = target.shop().strategy(Strategies.blueGreen("0s"));
    target.promoted(file, "1.0.0");
    long sequence = target.status().path("sequence").asLong();
    JsonNode plan = target.plan(target.shop().strategy(Strategies.canary("10%, 100%", "1s")), "1.1.0");
    assertEquals("canary", plan.path("strategy").asText(), plan::toString);
    assertEquals(2, plan.path("steps").size());
    assertEquals(sequence, target.status().path("sequence").asLong());
    assertEquals("1.0.0", Visit.to(target.url() + "/").release());
  }
}
