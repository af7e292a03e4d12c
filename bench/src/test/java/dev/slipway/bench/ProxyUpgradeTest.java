package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.bench.rig.ProxyUpgrades;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The embedded proxy of a real server, replaced and killed under it. */
class ProxyUpgradeTest {
  private static final Duration SOON = Duration.ofSeconds(20);

  @Test
  void upgrades_between_and_after_rollouts_lose_nothing_and_a_killed_proxy_comes_back_and_is_told() throws Exception {
    try (Rig rig = Rig.ofClassPath()) {
      Target target = rig.shop("upgraded");
      ServiceFile shop = target.shop().strategy(Strategies.blueGreen("0s"));
      target.promoted(shop, "1.0.0");
      ProxyUpgrades proxy = new ProxyUpgrades(rig);
      try (LightLoad load = LightLoad.on(target)) {
        assertTrue(proxy.upgrade().contains("handed over to"));
        target.promoted(shop, "1.1.0");
        assertTrue(proxy.upgrade().contains("handed over to"));
        load.nothingLost();
      }
      assertEquals(2, proxy.upgrades());
      proxy.kill();
      target.await("the status tells of it", SOON, status -> status.path("problems").valueStream()
          .anyMatch(each -> each.path("code").asText().equals("SLW-4058")));
      assertEquals("1.1.0", target.stableVersion());
      target.promoted(shop, "1.0.0");
    }
  }
}
