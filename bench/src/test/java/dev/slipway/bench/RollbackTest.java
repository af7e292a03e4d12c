package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.cli.client.Api;
import dev.slipway.cli.client.ApiRefusal;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Going back in one action. */
@ExtendWith(SharedRig.class)
class RollbackTest {

  @Test
  void a_rollback_during_a_rollout_returns_all_users_to_stable(Target target) {
    ServiceFile file = target.shop();
    target.promoted(file.strategy(Strategies.blueGreen("0s")), "1.0.0");
    try (LightLoad load = LightLoad.on(target)) {
      JsonNode asked = target.deploy(file.strategy(Strategies.canary("50%, 100%", "60s")), "1.1.0");
      target.awaitBaking(50);
      target.command("rollback");
      assertEquals("rolled-back", target.awaitEnd(asked.path("rollout").asLong()).path("outcome").asText());
      load.nothingLost();
    }
    assertEquals("1.0.0", Visit.to(target.url() + "/").release());
  }

  @Test
  void a_rollback_after_the_promotion_uses_the_instances_that_are_still_warm(Target target) {
    ServiceFile file = target.shop().strategy(Strategies.blueGreen("300ms"));
    target.promoted(file, "1.0.0");
    String instance = target.status().path("instances").get(0).path("id").asText();
    try (LightLoad load = LightLoad.on(target)) {
      target.promoted(file, "1.1.0");
      JsonNode back = target.command("rollback");
      assertEquals("promoted", target.awaitEnd(back.path("rollout").asLong()).path("outcome").asText());
      load.nothingLost();
    }
    assertEquals("1.0.0", target.stableVersion());
    boolean sameInstance =
        StreamSupport.stream(target.status().path("instances").spliterator(), false).anyMatch(i -> i.path("id").asText().equals(instance)
            && i.path("restarts").asInt() == 0);
    assertTrue(sameInstance, () -> "a new instance was started: " + target.status().path("instances"));
  }

  @Test
  void a_rollback_to_a_named_older_release_starts_it_again(Target target) {
    ServiceFile file = target.shop().strategy(Strategies.blueGreen("0s"));
    target.promoted(file, "1.0.0");
    target.promoted(file, "1.1.0");
    target.promoted(file, "1.2.0");
    try (LightLoad load = LightLoad.on(target)) {
      JsonNode back = target.command("rollback", Api.JSON.createObjectNode().put("to", "1.0.0").put("reason", "both later ones are wrong"));
      assertEquals("promoted", target.awaitEnd(back.path("rollout").asLong()).path("outcome").asText());
      load.nothingLost();
    }
    assertEquals("1.0.0", target.stableVersion());
    assertEquals("1.0.0", Visit.to(target.url() + "/").release());
  }

  @Test
  void a_rollback_to_a_release_that_was_never_here_is_refused(Target target) {
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.0.0");
    Refusal.with(404, () -> target.command("rollback", Api.JSON.createObjectNode().put("to", "9.9.9")));
    assertFalse(target.status().has("rollout"));
  }

  @Test
  void a_rollback_with_nothing_warm_is_refused_and_names_the_way(Target target) {
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.0.0");
    Refusal.with("SLW-2005", () -> target.command("rollback"));
    target.promoted(target.shop().strategy(Strategies.rolling("0s")), "1.1.0"); // It keeps nothing warm.
    target.await("nothing is warm", Duration.ofSeconds(20), status -> !status.has("warm"));
    ApiRefusal refusal = Refusal.with("SLW-2005", () -> target.command("rollback"));
    assertTrue(refusal.said().contains("--to 1.0.0"), refusal::said);
    assertEquals("1.1.0", Visit.to(target.url() + "/").release());
  }
}
