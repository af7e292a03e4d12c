package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.engine.store.Deliveries.DeadLetter;
import dev.slipway.engine.store.Deliveries.Mark;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a database, which several servers share. */
class PostgresDeliveriesTest extends DeliveriesContract {
  private static RealPostgres postgres;
  private static int schemas;
  private final String schema = "deliveries_" + ++schemas;
  @TempDir Path folder;

  @BeforeAll
  static void starts() {
    postgres = SharedPostgres.get();
  }

  @Override
  StateStore empty() {
    return PostgresStore.open(postgres.address(schema), postgres.password(), Instant::now);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void of_several_servers_one_sends_until_its_time_is_over_or_it_lets_go() throws Exception {
    try (StateStore other = empty()) {
      var unused = store.deliveries().begin(TEAM, new Mark(1, 0, 0));
      assertTrue(store.deliveries().claim(TEAM, "server-1", LENGTH).isPresent());
      assertEquals(Optional.empty(), other.deliveries().claim(TEAM, "server-2", LENGTH));
      store.deliveries().letGo("server-1");
      assertTrue(other.deliveries().claim(TEAM, "server-2", Duration.ofMillis(1)).isPresent());
      Thread.sleep(20);
      assertTrue(store.deliveries().claim(TEAM, "server-1", LENGTH).isPresent());
    }
  }

  @Test
  void they_move_from_a_file_into_a_database_and_back() {
    try (SqliteStore file = SqliteStore.open(folder.resolve("slipway.db"), Instant::now)) {
      var unused = file.deliveries().begin(TEAM, new Mark(1, 0, 0));
      file.deliveries().failed(TEAM, "503");
      file.deliveries().dead(new DeadLetter(PAGER, new Mark(1, 4, 1), Examples.AT, 2, "410"));
    }
    String moved = schema + "_moved";
    var there = StateMoves.intoDatabase(folder.resolve("slipway.db"), postgres.address(moved), postgres.password(), Optional.empty());
    var back = StateMoves.backup(postgres.address(moved), postgres.password(), folder.resolve("backup"));
    try (SqliteStore again = SqliteStore.open(folder.resolve("backup"), Instant::now)) {
      assertEquals(1, again.deliveries().deadCount());
      assertEquals(Optional.of("503"), again.deliveries().progress(TEAM).flatMap(Deliveries.Progress::trouble));
    }
  }
}
