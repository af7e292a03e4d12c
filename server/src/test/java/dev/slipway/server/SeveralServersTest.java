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
  private static final List<String> ENVIRONMENTS = List.of("production", "staging");
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
    shop = new BreakableShop(home, RunningServer.freePort(), RunningServer.freePort());
  }

  @AfterEach
  void end() throws IOException {
    one.close();
    two.close();
    postgres.close();
    Secrets.endProxy(home.resolve("one"));
    // Instances, which know the folder of this test.
    ProcessHandle.allProcesses().filter(p -> p.info().commandLine().filter(c -> c.contains(home.toString())).isPresent())
        .forEach(ProcessHandle::destroyForcibly);
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
  void one_that_stands_still_and_one_that_is_killed_are_replaced_within_their_lease_and_refused_afterwards() throws Exception {
    try (ServerOnDatabase three = new ServerOnDatabase(home, "three", postgres).ready()) {
      shop.deploy(one, "production", "1.0", "1s");
      shop.deploy(three, "staging", "1.0", "1s");
      // Asked of one that works on neither: it sees the same, and what it is told reaches those that do.
      for (String environment : ENVIRONMENTS) {
        JsonNode status = two.awaitStatus(environment, "1.0 is stable", s -> stable(s, "1.0"));
        assertTrue(status.path("instances").size() == 1 && status.has("router"), status.toString());
        shop.deploy(two, environment, "1.1", "3s");
      }
      assertEquals("SLW-2011", two.post("/targets/shop/production/resume", Map.of("by", "ada")).path("code").asText());
      for (String environment : ENVIRONMENTS) {
        two.awaitStatus(environment, "1.1 is watched", SeveralServersTest::watched);
      }
      three.process.destroyForcibly();
      one.signal("-STOP");
    }
    RouterSeen before = router().read(TARGET);
    for (String environment : ENVIRONMENTS) {
      two.awaitStatus(environment, "1.1 is stable", s -> stable(s, "1.1"));
    }
    RouterSeen after = router().read(TARGET);
    assertEquals(List.of(1L, 2L), List.of(before.epoch(), after.epoch()));
    one.signal("-CONT");
    // What it was about to do when it was stopped.
    Target target = new Target(TARGET, before.settings().orElseThrow());
    Router.Fence late = new Router.Fence(before.epoch(), before.generation() + 9, false);
    assertEquals("SLW-4021", assertThrows(OutsideException.class, () -> router().apply(target, before.table(), late)).code());
    one.awaitStatus("production", "it knows what the other did", s -> stable(s, "1.1"));
    JsonNode verified = one.get("/journal/verify");
    assertTrue(verified.path("whole").asBoolean(), verified.toString());
    assertEquals(after.table(), router().read(TARGET).table());
  }

  @Test
  void a_database_that_is_away_holds_all_weights_and_a_candidate_that_fails_goes_back_all_the_same() throws Exception {
    shop.deploy(one, "production", "1.0", "1s");
    one.awaitStatus("production", "1.0 is stable", s -> stable(s, "1.0"));
    AtomicBoolean over = new AtomicBoolean();
    Thread users = Thread.ofVirtual().start(() -> shop.use(over));
    try {
      shop.deploy(one, "production", "1.1", "10m");
      one.awaitStatus("production", "1.1 is watched", SeveralServersTest::watched);
      postgres.crash();
      one.awaitStatus("production", "the database is away", s -> s.toString().contains("SLW-503"));
      RouterSeen held = router().read(TARGET);
      assertEquals(List.of(50, 50), held.table().routes().stream().map(r -> r.weight()).toList());
      assertTrue(held.override().isEmpty(), held.toString());
      shop.breaks("1.1");
      ServerOnDatabase.await(() -> router().read(TARGET).override().isPresent(), "all traffic is on stable");
      assertEquals("slipway", router().read(TARGET).override().orElseThrow().by());
      postgres.startAgain();
      JsonNode status = one.awaitStatus("production", "1.1 went back", s -> stable(s, "1.0"));
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
