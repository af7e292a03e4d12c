package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.engine.store.Deliveries.DeadLetter;
import dev.slipway.engine.store.Deliveries.Mark;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a file, which one server holds. */
class SqliteDeliveriesTest extends DeliveriesContract {
  @TempDir Path folder;

  @Override
  StateStore empty() {
    return open("slipway.db");
  }

  private SqliteStore open(String name) {
    return SqliteStore.open(folder.resolve(name), Instant::now);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void who_held_the_file_before_is_over_and_what_it_told_is_known() {
    var unused = store.deliveries().begin(TEAM, new Mark(1, 1, 0));
    var claimed = store.deliveries().claim(TEAM, "before", LENGTH);
    store.deliveries().told(TEAM, new Mark(1, 2, 0));
    store.close();
    store = open("slipway.db");
    assertEquals(Optional.of(new Mark(1, 2, 0)), store.deliveries().claim(TEAM, "after", LENGTH).map(Deliveries.Progress::told));
  }

  @Test
  void a_file_of_the_version_before_gets_the_tables_and_keeps_what_it_has() throws SQLException {
    Examples.fill(store, Examples.SHOP, store.lease(Examples.SHOP, "server-1", LENGTH).orElseThrow(), 3);
    store.close();
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("slipway.db")); Statement s = c.createStatement()) {
      for (String later : List.of("lanes", "dead_letters", "levels", "level_targets", "archived", "archived_states")) {
        s.executeUpdate("drop table " + later);
      }
      s.executeUpdate("pragma user_version = 1");
    }
    store = open("slipway.db");
    assertEquals(4, store.lastSequence());
    assertEquals(0, store.deliveries().deadCount());
    assertEquals(new Mark(1, 0, 0), store.deliveries().begin(TEAM, new Mark(1, 0, 0)).told());
  }

  @Test
  void a_backup_carries_them() {
    var unused = store.deliveries().begin(TEAM, new Mark(1, 0, 0));
    store.deliveries().dead(new DeadLetter(TEAM, new Mark(1, 4, 1), Examples.AT, 2, "410"));
    var backedUp = StateMoves.backup(folder.resolve("slipway.db"), folder.resolve("backup"));
    var restored = StateMoves.restore(folder.resolve("backup"), folder.resolve("next.db"), Instant.now());
    try (SqliteStore next = open("next.db")) {
      assertEquals(store.deliveries().deadLetters(10), next.deliveries().deadLetters(10));
      assertEquals(store.deliveries().progress(TEAM), next.deliveries().progress(TEAM));
    }
  }
}
