package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.adapters.embedded.EmbeddedRouter;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router;
import dev.slipway.core.spi.Target;
import dev.slipway.engine.store.RealPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real servers on one real database, with real instances behind the real proxy. */
@Timeout(240)
@EnabledOnOs(OS.LINUX)
class SeveralServersTest {
  private static final TargetId TARGET = new TargetId("shop", "production");
  private static final String PRODUCTION = "/targets/shop/production";
  @TempDir Path home;
  private RealPostgres postgres;
  private ServerOnDatabase one;
  private ServerOnDatabase two;
  private BreakableShop shop;

  @BeforeEach
  void start() throws IOException {
    postgres = RealPostgres.start();
    one = new ServerOnDatabase(home, "one", postgres).ready();
    two = new ServerOnDatabase(home, "two", postgres).ready();
    shop = new BreakableShop(home, RunningServer.freePort());
  }

  @AfterEach
  void end() throws Exception {
    one.close();
    two.close();
    Secrets.endProxy(home.resolve("one"));
    for (ProcessHandle each : ProcessHandle.allProcesses().toList()) {
      if (each.info().commandLine().filter(c -> c.contains(home.toString())).isPresent()) {
        each.destroyForcibly();
      }
    }
    postgres.close();
  }

  private static boolean stable(JsonNode status, String version) {
    return !status.has("rollout") && status.at("/stable/version").asText().equals(version);
  }

  private static boolean watched(JsonNode status) {
    return status.at("/rollout/phase").asText().equals("baking");
  }

  private EmbeddedRouter router() {
    return new EmbeddedRouter(home.resolve("one/proxy"), List.of("false"), System::nanoTime);
  }

  @Test
  void one_that_stands_still_is_replaced_within_its_lease_and_refused_afterwards_and_one_that_is_killed_is_replaced_as_well()
      throws Exception {
    shop.deploy(one, "1.0", "1s");
    // Asked of the one that does not work on it: it sees the same, and what it is told reaches the one that does.
    JsonNode status = two.awaitStatus("1.0 is stable", s -> stable(s, "1.0"));
    assertEquals(1, status.path("instances").size(), status.toString());
    assertTrue(status.has("router"), status.toString());
    assertEquals(1, router().read(TARGET).epoch());
    shop.deploy(two, "1.1", "2s");
    assertEquals("SLW-2011", two.post(PRODUCTION + "/resume", Map.of("by", "ada")).path("code").asText());
    two.awaitStatus("1.1 is watched", SeveralServersTest::watched);
    one.signal("-STOP");
    RouterSeen before = router().read(TARGET);
    two.awaitStatus("1.1 is stable", s -> stable(s, "1.1"));
    RouterSeen after = router().read(TARGET);
    assertTrue(after.epoch() > before.epoch(), before + " " + after);
    one.signal("-CONT");
    // What it was about to do when it was stopped.
    Target target = new Target(TARGET, before.settings().orElseThrow());
    Router.Fence late = new Router.Fence(before.epoch(), before.generation() + 9, false);
    assertEquals("SLW-4021", assertThrows(OutsideException.class, () -> router().apply(target, before.table(), late)).code());
    shop.deploy(one, "1.2", "2s");
    assertEquals(after.epoch(), router().read(TARGET).epoch());
    one.awaitStatus("1.2 is watched", SeveralServersTest::watched);
    two.process.destroyForcibly();
    one.awaitStatus("1.2 is stable", s -> stable(s, "1.2"));
    assertTrue(router().read(TARGET).epoch() > after.epoch());
    JsonNode verified = one.get("/journal/verify");
    assertTrue(verified.path("whole").asBoolean(), verified.toString());
  }

  @Test
  void a_database_that_is_away_holds_all_weights_and_a_candidate_that_fails_goes_back_all_the_same() throws Exception {
    shop.deploy(one, "1.0", "1s");
    one.awaitStatus("1.0 is stable", s -> stable(s, "1.0"));
    AtomicBoolean over = new AtomicBoolean();
    Thread users = Thread.ofVirtual().start(() -> shop.use(over));
    try {
      shop.deploy(one, "1.1", "10m");
      one.awaitStatus("1.1 is watched", SeveralServersTest::watched);
      postgres.crash();
      one.awaitStatus("the database is away", s -> s.toString().contains("SLW-503"));
      RouterSeen held = router().read(TARGET);
      assertEquals(List.of(50, 50), held.table().routes().stream().map(r -> r.weight()).toList());
      assertTrue(held.override().isEmpty(), held.toString());
      shop.breaks("1.1");
      ServerOnDatabase.await(() -> router().read(TARGET).override().isPresent(), "all traffic is on stable");
      assertEquals("slipway", router().read(TARGET).override().orElseThrow().by());
      postgres.startAgain();
      JsonNode status = one.awaitStatus("1.1 went back", s -> stable(s, "1.0"));
      assertEquals("rolled-back", status.at("/last/outcome").asText(), status.toString());
      assertTrue(status.at("/last/reason").asText().contains("decided while the store did not answer"), status.toString());
      assertTrue(router().read(TARGET).override().isEmpty());
      assertTrue(one.get("/journal/verify").path("whole").asBoolean());
    } finally {
      over.set(true);
      users.join();
    }
  }
}
