package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.journal.Verification;
import dev.slipway.engine.journal.Verification.Fault;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a store in a file can get wrong. */
class SqliteFileTest {
  private static final Duration LENGTH = Duration.ofSeconds(10);

  @TempDir Path folder;
  private Path file = Path.of("");

  @BeforeEach
  void names() {
    file = folder.resolve("state").resolve("slipway.db");
  }

  private SqliteStore open() {
    return SqliteStore.open(file, new SettableClock());
  }

  private void filled(int records) {
    try (SqliteStore store = open()) {
      Examples.fill(store, Examples.SHOP, store.lease(Examples.SHOP, "server-1", LENGTH).orElseThrow(), records - 1);
    }
  }

  private void sql(String... statements) throws Exception {
    try (Connection c = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement s = c.createStatement()) {
      for (String each : statements) {
        s.executeUpdate(each);
      }
    }
  }

  @Test
  void everything_is_there_again_after_it_was_closed_and_opened() {
    filled(12);
    try (SqliteStore store = open()) {
      assertEquals(12, store.load(Examples.SHOP).version());
      assertEquals(1, store.rollouts(Examples.SHOP, 5).size());
      assertInstanceOf(Verification.Intact.class, store.verify(List.of()));
    }
  }

  @Test
  void a_lease_of_an_earlier_process_is_over_and_its_epoch_is_never_given_again() {
    try (SqliteStore store = open()) {
      assertEquals(1, store.lease(Examples.SHOP, "server-1", LENGTH).orElseThrow());
    }
    try (SqliteStore store = open()) {
      assertEquals(2, store.lease(Examples.SHOP, "server-2", LENGTH).orElseThrow());
    }
  }

  @Test
  void a_second_server_is_refused_and_told_which_process_holds_the_store() {
    try (SqliteStore first = open()) {
      StoreException e = assertThrows(StoreException.class, this::open);
      assertEquals("SLW-5001", e.code());
      assertTrue(e.said().contains("process " + ProcessHandle.current().pid()), e.said());
      assertEquals(0, first.load(Examples.SHOP).version());
    }
    open().close();
  }

  @Test
  void another_process_that_holds_the_store_is_named() throws Exception {
    filled(1);
    try (WriterProcess other = WriterProcess.start(file)) {
      other.acknowledged();
      StoreException e = assertThrows(StoreException.class, this::open);
      assertEquals("SLW-5001", e.code());
      assertTrue(e.said().contains("process " + other.pid() + " "), e.said());
    }
    open().close();
  }

  @Test
  void closing_twice_does_not_let_go_of_what_was_opened_in_between() {
    SqliteStore first = open();
    first.close();
    try (SqliteStore second = open()) {
      first.close();
      assertEquals("SLW-5001", assertThrows(StoreException.class, this::open).code());
      assertEquals(List.of(), second.targets());
    }
  }

  @Test
  void the_same_folder_by_another_name_is_the_same_store() throws Exception {
    try (SqliteStore first = open()) {
      Path alias = Files.createSymbolicLink(folder.resolve("alias"), file.getParent()).resolve("slipway.db");
      assertEquals("SLW-5001", assertThrows(StoreException.class, () -> SqliteStore.open(alias, new SettableClock())).code());
      assertEquals(List.of(), first.targets());
    }
  }

  @Test
  void nobody_but_its_owner_can_read_what_is_kept() throws Exception {
    try (SqliteStore store = open()) {
      Examples.fill(store, Examples.SHOP, store.lease(Examples.SHOP, "server-1", LENGTH).orElseThrow(), 1);
      for (String suffix : List.of("", "-wal", "-shm")) {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(file + suffix))), suffix);
      }
    }
  }

  @Test
  void a_file_of_a_newer_schema_is_refused_and_not_a_byte_of_it_changes() throws Exception {
    filled(3);
    sql("pragma user_version = 99");
    byte[] before = Files.readAllBytes(file);
    StoreException e = assertThrows(StoreException.class, this::open);
    assertEquals("SLW-5002", e.code());
    assertTrue(e.said().contains("written by a newer Slipway"), e.said());
    assertArrayEquals(before, Files.readAllBytes(file));
  }

  @Test
  void a_state_of_a_newer_format_is_refused_and_stays_as_it_is() throws Exception {
    filled(3);
    sql("update targets set state = '{\"format\":2,\"value\":{\"phase\":\"quantum\"}}'");
    try (SqliteStore store = open()) {
      StoreException e = assertThrows(StoreException.class, () -> store.load(Examples.SHOP));
      assertEquals("SLW-5002", e.code());
    }
  }

  @Test
  void a_file_that_is_not_a_store_is_refused_and_not_a_byte_of_it_changes() throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "dear diary, ".repeat(1_000));
    byte[] before = Files.readAllBytes(file);
    assertEquals("SLW-5003", assertThrows(StoreException.class, this::open).code());
    assertArrayEquals(before, Files.readAllBytes(file));
    Files.delete(file);
    sql("create table recipes (name text)");
    byte[] database = Files.readAllBytes(file);
    assertEquals("SLW-5003", assertThrows(StoreException.class, this::open).code());
    assertArrayEquals(database, Files.readAllBytes(file));
  }

  @Test
  void a_refused_file_can_be_opened_once_it_is_right_again() throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "dear diary, ".repeat(1_000));
    assertThrows(StoreException.class, this::open);
    Files.delete(file);
    filled(2);
  }

  @Test
  void a_folder_that_cannot_be_is_told_as_such() throws Exception {
    Files.writeString(folder.resolve("state"), "a file stands here");
    assertEquals("SLW-5009", assertThrows(StoreException.class, this::open).code());
  }

  @Test
  void pages_that_were_overwritten_are_told_as_damage_and_nothing_more_is_written() throws Exception {
    filled(400);
    long size = Files.size(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[(int) size - 8192]), 8192);
    }
    try (SqliteStore store = open()) {
      StoreException e = assertThrows(StoreException.class, () -> Examples.commit(store, Examples.SHOP, 1, Examples.toggle(1)));
      assertEquals("SLW-5004", e.code());
      assertTrue(e.said().contains("slipway emergency"), e.said());
      assertEquals("SLW-5004", assertThrows(StoreException.class, () -> store.journal(Optional.empty(), 0, 10)).code());
    }
  }

  @Test
  void a_full_disk_is_told_as_such_and_commits_go_on_once_there_is_room() {
    SqliteDatabase database = SqliteDatabase.open(file);
    try (SqliteStore store = SqliteStore.over(database, new SettableClock())) {
      Examples.fill(store, Examples.SHOP, store.lease(Examples.SHOP, "server-1", LENGTH).orElseThrow(), 1);
      mostPages(database, 1);
      StoreException e = assertThrows(StoreException.class, () -> Examples.fill(store, new TargetId("shop", "staging"), store.lease(new TargetId("shop", "staging"), "server-1", LENGTH).orElseThrow(), 200));
      assertEquals("SLW-5005", e.code());
      long version = store.load(Examples.SHOP).version();
      mostPages(database, 100_000);
      assertTrue(Examples.commit(store, Examples.SHOP, 1, Examples.toggle(version + 1)).isPresent());
      assertInstanceOf(Verification.Intact.class, store.verify(List.of()));
    }
  }

  /** SQLite answers "full" beyond this many pages, as it does when the disk has no room; never fewer than there are. */
  private static void mostPages(SqliteDatabase database, int pages) {
    database.write(h -> h.createQuery("pragma max_page_count = " + pages).mapTo(Long.class).one());
  }

  @Test
  void what_somebody_changed_in_the_tables_is_found_by_verification() throws Exception {
    Map<String, Fault> changes =
        Map.of(
            "update journal set actor = 'mallory' where sequence = 5", Fault.EDITED,
            "update journal set events = '[{\"type\":\"exploded\"}]' where sequence = 5", Fault.EDITED,
            "update journal set at = 'yesterday' where sequence = 5", Fault.EDITED,
            "delete from journal where sequence = 5", Fault.GAP,
            "delete from journal where sequence >= 5", Fault.CUT,
            "delete from journal", Fault.CUT);
    for (Map.Entry<String, Fault> change : changes.entrySet()) {
      Files.deleteIfExists(file);
      filled(8);
      sql(change.getKey());
      try (SqliteStore store = open()) {
        Verification.Broken broken = assertInstanceOf(Verification.Broken.class, store.verify(List.of()), change.getKey());
        assertEquals(change.getValue(), broken.fault(), change.getKey());
        assertTrue(broken.sequence() == 5 || change.getKey().equals("delete from journal"), broken.toString());
      }
    }
  }

  @Test
  void a_state_that_somebody_changed_is_found_by_verification() throws Exception {
    filled(8);
    sql("update targets set state = replace(state, '8080', '8081')");
    try (SqliteStore store = open()) {
      assertEquals(Fault.EDITED, assertInstanceOf(Verification.Broken.class, store.verify(List.of())).fault());
    }
  }

  /** A killed process cannot show what a power cut would: that every commit is flushed is asked for here. */
  @Test
  void every_commit_is_flushed_to_a_write_ahead_log_and_references_are_held() {
    try (SqliteDatabase database = SqliteDatabase.open(file)) {
      assertEquals("wal", pragma(database, "journal_mode"));
      assertEquals("2", pragma(database, "synchronous"));
      assertEquals("1", pragma(database, "foreign_keys"));
      assertEquals("5000", pragma(database, "busy_timeout"));
    }
  }

  private static String pragma(SqliteDatabase database, String name) {
    return database.write(h -> h.createQuery("pragma " + name).mapTo(String.class).one());
  }

  @Test
  void a_closed_store_says_so() {
    SqliteStore store = open();
    store.close();
    assertEquals("SLW-5013", assertThrows(StoreException.class, () -> store.load(Examples.SHOP)).code());
    assertEquals("SLW-5013", assertThrows(StoreException.class, () -> store.lease(Examples.SHOP, "me", LENGTH)).code());
    store.close();
  }

  @Test
  void every_result_code_of_sqlite_has_a_meaning() {
    assertEquals(StoreException.Code.READ_ONLY, SqliteFault.code(8));
    assertEquals(StoreException.Code.READ_ONLY, SqliteFault.code(8 | 3 << 8));
    assertEquals(StoreException.Code.BUSY, SqliteFault.code(5));
    assertEquals(StoreException.Code.CORRUPT, SqliteFault.code(11));
    assertEquals(StoreException.Code.FULL, SqliteFault.code(13));
    assertEquals(StoreException.Code.CANNOT_OPEN, SqliteFault.code(14));
    assertEquals(StoreException.Code.FOREIGN, SqliteFault.code(26));
    assertEquals(StoreException.Code.FAILED, SqliteFault.code(10 | 4 << 8));
    assertEquals(StoreException.Code.FAILED, SqliteFault.code(1));
  }
}
