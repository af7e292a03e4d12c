package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.Gateway;
import dev.slipway.bench.rig.RedisProcess;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Somebody else's program on a real Redis: examples/redis-gateway with each strategy under load. */
@ExtendWith(SharedRig.class)
class RedisGatewayTest {

  @Test
  void webdis_changes_releases_with_each_strategy_and_a_broken_one_goes_back_with_no_request_lost(Rig rig) {
    assumeInstalled();
    Gateway.writeReleases(rig.workspace());
    Target target = rig.target("redis-gateway", "gateway");
    try (RedisProcess redis = RedisProcess.start(rig.workspace())) {
      ServiceFile file = Gateway.file(target, redis);
      target.promoted(file.strategy(Strategies.blueGreen("0s")), "1.0.0");
      try (LightLoad load = LightLoad.on(target, Gateway.paths())) {
        List<String> versions = List.of("1.1.0", "1.0.0", "1.1.0");
        for (int i = 0; i < versions.size(); i++) {
          target.promoted(file.strategy(Strategies.all("500ms").get(i)), versions.get(i));
          assertTrue(Visit.to(target.url() + "/").body().contains(versions.get(i)));
        }
        ServiceFile impatient =
            file.strategy(Strategies.blueGreen("0s")).with("drain", "1s").with("progress-deadline", "3s")
                .with("health", "{ ready: /PING, startup-deadline: 2s }");
        JsonNode broken = target.deployed(impatient, "1.2.0-broken");
        assertEquals("rolled-back", broken.path("outcome").asText(), broken::toString);
        load.nothingLost();
      }
      rig.remove(target);
    }
  }

  /** Loud where it is skipped, and a failure where everything ought to be installed. */
  private static void assumeInstalled() {
    List<String> missing = RedisProcess.missingPrograms();
    if (!missing.isEmpty()) {
      String message = "SKIPPED: the redis-gateway example was NOT tested, because " + String.join(" and ", missing)
          + " is missing. Install: examples/redis-gateway/install";
      System.err.println("=".repeat(100) + "\n" + message + "\n" + "=".repeat(100));
      assertNotEquals("true", System.getenv("CI"), message);
      Assumptions.abort(message);
    }
  }
}
