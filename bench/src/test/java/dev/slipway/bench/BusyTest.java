package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.cli.client.Api;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A second deploy while one runs. */
@ExtendWith(SharedRig.class)
class BusyTest {
  private static final String HOLDING = "{ canary: { steps: [ { weight: 50%, bake: 0s, hold: true }, 100% ], bake: 0s } }";

  @Test
  void a_second_deploy_is_refused_while_one_runs(Target target) {
    ServiceFile file = beginHolding(target);
    Refusal.with("SLW-2004", () -> target.deploy(file, "1.2.0"));
    assertEquals("1.1.0", target.status().path("rollout").path("candidate").path("version").asText());
  }

  @Test
  void a_queued_deploy_starts_when_the_one_before_has_ended(Target target) {
    ServiceFile file = beginHolding(target);
    JsonNode queued = target.deploy(target.shop().strategy(Strategies.blueGreen("0s")), "1.2.0", "queue", false);
    assertTrue(queued.path("queued").asBoolean(), queued::toString);
    target.command("promote", Api.JSON.createObjectNode().put("full", true));
    target.awaitEnd(3);
    assertEquals("1.2.0", target.stableVersion());
    assertTrue(file.text().contains("hold"));
  }

  @Test
  void a_superseding_deploy_sends_the_one_before_back_first(Target target) {
    beginHolding(target);
    target.deploy(target.shop().strategy(Strategies.blueGreen("0s")), "1.2.0", "supersede", false);
    target.awaitEnd(3);
    assertEquals("1.2.0", target.stableVersion());
    JsonNode second = Journal.of(target).ofType("rollout-ended").get(1);
    assertEquals("rolled-back", second.path("outcome").asText(), second::toString);
  }

  @Test
  void a_queued_deploy_can_be_dropped(Target target) {
    beginHolding(target);
    target.deploy(target.shop().strategy(Strategies.blueGreen("0s")), "1.2.0", "queue", false);
    target.command("unqueue");
    target.command("promote", Api.JSON.createObjectNode().put("full", true));
    target.awaitEnd(2);
    assertEquals("1.1.0", target.stableVersion());
    assertEquals(2, target.status().path("rollouts").asLong());
  }

  private static ServiceFile beginHolding(Target target) {
    target.promoted(target.shop().strategy(Strategies.blueGreen("0s")), "1.0.0");
    ServiceFile file = target.shop().strategy(HOLDING);
    target.deploy(file, "1.1.0");
    target.awaitBaking(50);
    return file;
  }
}
