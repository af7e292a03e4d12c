package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.rollout.Archive;
import dev.slipway.engine.journal.Verification;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteArchivedTest extends ArchivedContract {
  private static final int ROLLOUTS = 100;
  @TempDir Path folder;
  private SqliteStore store;

  @BeforeEach
  void opens() {
    store = SqliteStore.open(file(), new SettableClock());
  }

  private Path file() {
    return folder.resolve("slipway.db");
  }

  @Override
  StateStore store() {
    return store;
  }

  @AfterEach
  void closes() {
    store.close();
  }

  private Archive.Part shortened(int taken) {
    OldRollouts.fill(store, ROLLOUTS);
    Archive.Part part = store.archived().part(SHOP, 0, LATE, 2).orElseThrow();
    OldRollouts.said(store, part);
    assertEquals(taken, store.archived().take(part, taken));
    return part;
  }

  private void change(String sql) throws SQLException {
    try (var database = DriverManager.getConnection("jdbc:sqlite:" + file()); var statement = database.createStatement()) {
      assertEquals(1, statement.executeUpdate(sql));
    }
  }

  @Test
  void a_hash_of_an_archived_record_that_was_changed_or_removed_is_found() throws Exception {
    shortened(20);
    change("update archived set hash = '" + "0".repeat(64) + "' where sequence = 7");
    assertTrue(assertInstanceOf(Verification.Broken.class, store.verify(List.of())).detail().contains("archive"));
    change("delete from archived where sequence = 7");
    assertEquals(7, assertInstanceOf(Verification.Broken.class, store.verify(List.of())).sequence());
  }

  @Test
  void one_who_takes_and_is_killed_at_any_moment_leaves_a_journal_that_verifies_and_can_be_gone_on_with() throws Exception {
    Archive.Part part = shortened(1);
    store.close();
    long left = part.records() - 1;
    for (int kill = 0; kill < 2; kill++) {
      try (WriterProcess taker = WriterProcess.start(file(), Long.toString(part.through()))) {
        left = taker.kill(taker.acknowledged());
      }
      store = SqliteStore.open(file(), new SettableClock());
      long whole = store.archived().whole(part);
      assertTrue(whole < part.records() && whole > 0, whole + " of " + part.records() + ", said " + left);
      assertEquals(part.records() - whole, assertInstanceOf(Verification.Intact.class, store.verify(List.of())).archived());
      store.close();
    }
    store = SqliteStore.open(file(), new SettableClock());
    for (int taken = 1; taken > 0;) {
      taken = store.archived().take(part, 10);
    }
    assertEquals(new Verification.Intact(2L * ROLLOUTS + 1, assertInstanceOf(Verification.Intact.class, store.verify(List.of())).head(),
        part.records()), store.verify(List.of()));
  }

  @Test
  void a_backup_carries_what_was_archived() {
    Archive.Part part = shortened(20);
    store.archived().stand(new Archived.Stood(store.load(SHOP).state(), part.through(), part.through()));
    StateMoves.backup(file(), folder.resolve("backup"));
    assertEquals(store.verify(List.of()), StateMoves.restore(folder.resolve("backup"), folder.resolve("restored.db"), Instant.now()));
    try (SqliteStore restored = SqliteStore.open(folder.resolve("restored.db"), new SettableClock())) {
      assertEquals(store.archived().stood(SHOP), restored.archived().stood(SHOP));
    }
  }
}
