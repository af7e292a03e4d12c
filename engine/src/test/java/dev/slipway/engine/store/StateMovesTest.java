package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.engine.journal.Verification;
import dev.slipway.engine.journal.Verification.Intact;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backup, restore and the way into a database, with a real one. */
class StateMovesTest {
  private static final Duration LENGTH = Duration.ofSeconds(60);
  private static final Instant AT = Instant.parse("2030-01-01T00:00:00Z");
  private static final int RECORDS = 603;
  private static RealPostgres postgres;
  private static int schemas;
  private final String schema = "moves_" + ++schemas;
  @TempDir static Path filled;
  @TempDir Path folder;

  @BeforeAll
  static void starts() {
    postgres = SharedPostgres.get();
    try (SqliteStore store = SqliteStore.open(filled.resolve("slipway.db"), Instant::now)) {
      Examples.fill(store, Examples.SHOP, store.lease(Examples.SHOP, "server-1", LENGTH).orElseThrow(), RECORDS - 1);
    }
  }

  @BeforeEach
  void copies() throws Exception {
    Files.copy(filled.resolve("slipway.db"), file());
  }

  private Path file() {
    return folder.resolve("slipway.db");
  }

  private Path backup() {
    return folder.resolve("backup");
  }

  private PostgresStore database() {
    return PostgresStore.open(postgres.address(schema), postgres.password(), Instant::now);
  }

  private Intact intoDatabase(Path from) {
    return StateMoves.intoDatabase(from, postgres.address(schema), postgres.password(), Optional.empty());
  }

  @Test
  void a_backup_is_whole_while_a_server_commits_and_is_one_file_for_its_owner_alone() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (SqliteStore store = SqliteStore.open(file(), Instant::now)) {
      long epoch = store.lease(Examples.SHOP, "server-2", LENGTH).orElseThrow();
      Thread busy = Thread.ofPlatform().start(() -> {
        for (int i = RECORDS; !over.get(); i++) {
          Examples.mustCommit(store, Examples.SHOP, epoch, Examples.toggle(i));
        }
      });
      Intact made = StateMoves.backup(file(), backup());
      over.set(true);
      busy.join();
      assertTrue(made.records() >= RECORDS && store.lastSequence() >= made.records(), made.toString());
      assertEquals(made, StateMoves.verify(backup(), List.of()));
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(backup())));
    }
    assertFalse(Files.exists(folder.resolve("backup.next")) || Files.exists(folder.resolve("backup.next.lock")));
    assertEquals("SLW-5042", assertThrows(StoreException.class, () -> StateMoves.backup(file(), backup())).code());
  }

  @Test
  void what_is_restored_goes_on_where_the_backup_ended_under_epochs_that_nobody_heard_of() {
    Intact made = StateMoves.backup(file(), backup());
    Path restored = folder.resolve("restored.db");
    assertEquals(made, StateMoves.restore(backup(), restored, AT));
    try (SqliteStore store = SqliteStore.open(restored, Instant::now)) {
      assertEquals(made, store.verify(List.of()));
      long epoch = store.lease(Examples.SHOP, "server-3", LENGTH).orElseThrow();
      assertEquals(AT.getEpochSecond() + 1, epoch);
      Examples.mustCommit(store, Examples.SHOP, epoch, Examples.toggle(RECORDS));
    }
    assertEquals("SLW-5042", assertThrows(StoreException.class, () -> StateMoves.restore(backup(), restored, AT)).code());
  }

  @Test
  void a_state_arrives_in_a_database_with_the_same_head_and_only_in_an_empty_one_and_comes_back_out_of_it() {
    Intact moved = intoDatabase(file());
    assertEquals(StateMoves.verify(file(), List.of()), moved);
    assertEquals("SLW-5042", assertThrows(StoreException.class, () -> intoDatabase(file())).code());
    try (PostgresStore store = database()) {
      assertEquals(moved, store.verify(List.of()));
      long epoch = store.lease(Examples.SHOP, "server-1", LENGTH).orElseThrow();
      assertEquals(1, epoch);
      Examples.mustCommit(store, Examples.SHOP, epoch, Examples.toggle(RECORDS));
    }
    Intact back = StateMoves.backup(postgres.address(schema), postgres.password(), backup());
    assertEquals(RECORDS + 1, back.records());
    assertEquals(back, StateMoves.restore(backup(), folder.resolve("again.db"), AT));
  }

  @Test
  void a_state_that_was_tampered_with_goes_nowhere() throws Exception {
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file()); var statement = connection.createStatement()) {
      assertEquals(1, statement.executeUpdate("update journal set actor = 'mallory' where sequence = 400"));
    }
    StoreException e = assertThrows(StoreException.class, () -> intoDatabase(file()));
    assertEquals("SLW-5004", e.code());
    assertTrue(e.said().contains("record 400") && e.said().contains("Nothing was changed"), e.said());
    assertEquals("SLW-5004", assertThrows(StoreException.class, () -> StateMoves.backup(file(), backup())).code());
    assertFalse(Files.exists(backup()) || Files.exists(folder.resolve("backup.next")));
    assertInstanceOf(Verification.Broken.class, StateMoves.verify(file(), List.of()));
    try (PostgresStore store = database()) {
      assertEquals(0, store.lastSequence());
    }
  }

  @Test
  void what_is_no_state_is_refused_and_not_changed() throws Exception {
    Path text = Files.writeString(folder.resolve("notes"), "buy milk\n".repeat(1_000));
    assertEquals("SLW-5003", assertThrows(StoreException.class, () -> StateMoves.restore(text, backup(), AT)).code());
    assertEquals("SLW-5009", assertThrows(StoreException.class, () -> StateMoves.verify(folder.resolve("missing"), List.of())).code());
    StoreException noFile = assertThrows(StoreException.class, () -> StateMoves.verify(folder, List.of()));
    assertEquals("SLW-5009", noFile.code());
    assertTrue(noFile.getMessage().contains(folder + " is a folder"), noFile.getMessage());
    Path empty = Files.createFile(folder.resolve("empty"));
    assertEquals("SLW-5003", assertThrows(StoreException.class, () -> StateMoves.verify(empty, List.of())).code());
    Path nowhere = Path.of("/proc/no/such/place");
    assertEquals("SLW-5009", assertThrows(StoreException.class, () -> StateMoves.backup(file(), nowhere)).code());
    assertFalse(Files.exists(backup()));
  }
}
