package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.adapters.embedded.EmbeddedRouter;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.NetworkNamespace;
import dev.slipway.core.spi.NetworkNamespace.Cable;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router;
import dev.slipway.core.spi.Target;
import dev.slipway.engine.store.RealPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two servers whose database is in another network; one of them loses its way there, and nobody tells it. */
@Timeout(240)
@EnabledOnOs(OS.LINUX)
class NetworkCutTest {
  private static final TargetId TARGET = new TargetId("shop", "production");
  @TempDir Path home;

  @AfterEach
  void end() throws IOException {
    Secrets.endProxy(home.resolve("one"));
    // Instances, which know the folder of this test.
    ProcessHandle.allProcesses().filter(p -> p.info().commandLine().filter(c -> c.contains(home.toString())).isPresent())
        .forEach(ProcessHandle::destroyForcibly);
  }

  private EmbeddedRouter router() {
    return new EmbeddedRouter(home.resolve("one/proxy"), List.of("false"), System::nanoTime);
  }

  /** The second time something in between ends the connections at the database, which takes the server for dead; it lives and goes on. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_server_that_is_cut_off_from_the_database_holds_and_the_other_takes_over(boolean takenForDead) throws Exception {
    try (NetworkNamespace network = NetworkNamespace.make()) {
      Cable first = network.lay();
      Cable second = network.lay();
      try (RealPostgres postgres = RealPostgres.start(network::inside, second.there());
          ServerOnDatabase one = new ServerOnDatabase(home, "one", postgres, postgres.addressAt(first.there(), "slipway")).ready();
          ServerOnDatabase two = new ServerOnDatabase(home, "two", postgres, postgres.addressAt(second.there(), "slipway")).ready()) {
        BreakableShop shop = new BreakableShop(home, RunningServer.freePort(), RunningServer.freePort());
        shop.deploy(one, "production", "1.0", "1s");
        one.awaitStatus("production", "1.0 is stable", s -> stable(s, "1.0"));
        shop.deploy(one, "production", "1.1", "5s");
        one.awaitStatus("production", "1.1 is watched", s -> s.at("/rollout/phase").asText().equals("baking"));
        RouterSeen before = router().read(TARGET);
        first.cut();
        if (takenForDead) {
          postgres.sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'slipway' and "
              + "pid in (select l.pid from pg_locks l join slipway.leases s on s.life = (l.classid::bigint << 32) | l.objid::bigint)");
          ServerOnDatabase.await(() -> router().read(TARGET).epoch() == 2, "the other has told the router, long before the lease runs out");
          refusesWhatTheOtherWasAboutToDo(before);
        }
        one.awaitStatus("production", "it says that the database is away", s -> s.toString().contains("SLW-503"));
        two.awaitStatus("production", "1.1 is stable", s -> stable(s, "1.1"));
        RouterSeen after = router().read(TARGET);
        assertEquals(List.of(1L, 2L), List.of(before.epoch(), after.epoch()));
        refusesWhatTheOtherWasAboutToDo(before);
        first.mend();
        one.awaitStatus("production", "it knows what the other did", s -> stable(s, "1.1"));
        JsonNode verified = one.get("/journal/verify");
        assertTrue(verified.path("whole").asBoolean(), verified.toString());
        assertEquals(after.table(), router().read(TARGET).table());
      }
    }
  }

  private void refusesWhatTheOtherWasAboutToDo(RouterSeen before) {
    Target target = new Target(TARGET, before.settings().orElseThrow());
    Router.Fence late = new Router.Fence(before.epoch(), before.generation() + 9, false);
    assertEquals("SLW-4021", assertThrows(OutsideException.class, () -> router().apply(target, before.table(), late)).code());
  }

  private static boolean stable(JsonNode status, String version) {
    return !status.has("rollout") && status.at("/stable/version").asText().equals(version);
  }
}
