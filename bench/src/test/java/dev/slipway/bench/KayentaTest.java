package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Kayenta's judge over real programs: a server, a proxy, instances and load. */
@Tag("long")
@ExtendWith(SharedRig.class)
class KayentaTest {
  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void a_bad_candidate_is_sent_back_when_its_bake_is_over_and_its_windows_are_on_the_screen(Target target) {
    ServiceFile file = target.shop().with("replicas", "2");
    target.promoted(file.strategy(Strategies.blueGreen("0s")), "1.0.0");
    ServiceFile judged = file.strategy(Strategies.canary("50%, 100%", "15s")).with("judge", "kayenta");
    try (LightLoad load = LightLoad.on(target)) {
      JsonNode asked = target.deploy(judged, "1.3.0-failing");
      target.awaitBaking(50);
      JsonNode kayenta = target.await("a window is closed", SOON, s -> s.path("rollout").path("judge").has("kayenta"))
          .path("rollout").path("judge").path("kayenta");
      assertEquals(1_000, kayenta.path("windowMillis").asLong(), kayenta::toString);
      assertEquals("error-rate", kayenta.path("metrics").path(0).path("metric").asText(), kayenta::toString);
      JsonNode ended = target.awaitEnd(asked.path("rollout").asLong());
      assertEquals("rolled-back", ended.path("outcome").asText(), ended::toString);
      assertTrue(ended.path("reason").asText().contains("Kayenta's judge"), ended::toString);
      assertTrue(ended.path("reason").asText().contains("error-rate is higher than stable's"), ended::toString);
      load.nothingLost();
    }
    assertEquals("1.0.0", target.stableVersion());
  }

  @Test
  void a_candidate_without_errors_is_not_blamed_for_any(Target target) {
    ServiceFile file = target.shop().with("replicas", "2");
    target.promoted(file.strategy(Strategies.blueGreen("0s")), "1.0.0");
    ServiceFile judged = file.strategy(Strategies.canary("50%, 100%", "15s"))
        .with("judge", "{ method: kayenta, on-inconclusive: promote }");
    try (LightLoad load = LightLoad.on(target)) {
      JsonNode ended = target.deployed(judged, "1.1.0");
      assertTrue(!ended.path("reason").asText().contains("error-rate is higher"), ended::toString);
      load.nothingLost();
    }
  }
}
