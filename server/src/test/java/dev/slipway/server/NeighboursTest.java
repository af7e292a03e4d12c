package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.store.PostgresStore;
import dev.slipway.engine.store.RealPostgres;
import dev.slipway.engine.store.SharedPostgres;
import dev.slipway.server.state.StateFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Leases of servers that were killed, on a real database. */
class NeighboursTest {
  private static final TargetId TARGET = new TargetId("shop", "production");
  private static final Duration LENGTH = Duration.ofHours(1);
  @TempDir Path home;

  @Test
  void a_server_that_is_started_again_after_a_kill_frees_what_it_held_and_nothing_else() {
    RealPostgres postgres = SharedPostgres.get();
    TargetId others = new TargetId("shop", "staging");
    try (PostgresStore store = PostgresStore.open(postgres.address("neighbours"), postgres.password(), Instant::now)) {
      try (StateFolder folder = StateFolder.take(home.resolve("state"), 1)) {
        new Neighbours(Optional.of(store), "killed").succeed(folder);
      }
      assertEquals(Optional.of(1L), store.lease(TARGET, "killed", LENGTH));
      assertEquals(Optional.of(1L), store.lease(others, "neighbour", LENGTH));
      try (StateFolder folder = StateFolder.take(home.resolve("state"), 2)) {
        new Neighbours(Optional.of(store), "next").succeed(folder);
      }
      try (PostgresStore next = PostgresStore.open(postgres.address("neighbours"), postgres.password(), Instant::now)) {
        assertEquals(Optional.of(2L), next.lease(TARGET, "next", LENGTH));
        assertEquals(Optional.empty(), next.lease(others, "next", LENGTH));
      }
    }
  }
}
