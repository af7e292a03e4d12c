package dev.slipway.server.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.engine.journal.Verification;
import dev.slipway.engine.journal.Verification.Intact;
import dev.slipway.engine.store.PostgresAddress;
import dev.slipway.engine.store.RealPostgres;
import dev.slipway.engine.store.SharedPostgres;
import dev.slipway.engine.store.StateStore;
import dev.slipway.server.RunningServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A state folder whose state is backed up, restored and brought into a real database. */
class KeptStateTest {
  private static final long PID = ProcessHandle.current().pid();
  private static final Instant NOW = Instant.parse("2030-01-01T12:00:00Z");
  private static RealPostgres postgres;
  private static int schemas;
  private final PostgresAddress address = postgres.address("kept_" + ++schemas);
  @TempDir Path home;
  private Path folder;
  private Map<String, String> environment = Map.of();
  private KeptState kept;

  @BeforeAll
  static void starts() {
    postgres = SharedPostgres.get();
  }

  @BeforeEach
  void begins() throws Exception {
    folder = home.resolve("state");
    Path password = Files.writeString(home.resolve("password"), postgres.password().get().orElseThrow() + "\n");
    Files.setPosixFilePermissions(password, OwnerOnly.FILE);
    environment = Map.of("SLIPWAY_DATABASE_PASSWORD_FILE", password.toString());
    kept = new KeptState(folder, PID, environment);
    try (RunningServer server = new RunningServer(home)) {
      server.promoted("1.0", RunningServer.freePort());
      assertEquals("SLW-5120", refused(() -> kept.migrate(address.url(), NOW)).code());
    }
  }

  private static StartException refused(Runnable call) {
    return assertThrows(StartException.class, call::run);
  }

  private OpenState open(Path at, Optional<String> database) {
    try (StateFolder held = StateFolder.take(at, PID)) {
      return OpenState.of(held, database, environment);
    }
  }

  private static void assertSame(KeptState.Arrived one, KeptState.Arrived other) {
    assertEquals(one.records(), other.records());
    assertEquals(one.lastHash(), other.lastHash());
  }

  private static void assertSame(KeptState.Arrived one, StateStore store) {
    Intact there = assertInstanceOf(Intact.class, store.verify(List.of()));
    assertEquals(one.lastHash(), there.head().map(Verification.Head::hash));
  }

  @Test
  void a_state_that_was_brought_into_a_database_is_the_same_there_and_the_folder_says_so_from_then_on() {
    KeptState.Arrived before = kept.backup(home.resolve("backup"));
    KeptState.Arrived moved = kept.migrate(address.url(), NOW);
    assertSame(before, moved);
    assertEquals(Optional.of(folder.toAbsolutePath().resolve("slipway.db.before-20300101T120000Z")), moved.aside());
    assertTrue(Files.exists(moved.aside().get()) && !Files.exists(folder.resolve("slipway.db")));
    try (var store = open(folder, Optional.empty()).store()) {
      assertSame(before, store);
    }
    assertSame(before, kept.backup(home.resolve("another")));
    assertEquals("SLW-5153", refused(() -> kept.migrate(address.url(), NOW)).code());
    assertEquals("SLW-5151", refused(() -> open(folder, Optional.of("postgresql://else@localhost/where"))).code());
    // A backup of it goes into a folder without a database, but not over what is there.
    KeptState elsewhere = new KeptState(home.resolve("elsewhere"), PID, environment);
    assertSame(before, elsewhere.restore(home.resolve("backup"), false, NOW));
    assertEquals("SLW-5042", refused(() -> elsewhere.restore(home.resolve("backup"), false, NOW)).code());
    assertEquals("SLW-5042", refused(() -> kept.restore(home.resolve("backup"), true, NOW)).code());
  }

  @Test
  void a_state_is_replaced_only_when_that_is_asked_for_and_the_one_of_before_is_put_aside() {
    KeptState.Arrived before = kept.backup(home.resolve("backup"));
    assertEquals("SLW-5042", refused(() -> kept.restore(home.resolve("backup"), false, NOW)).code());
    assertEquals("SLW-5003", refused(() -> kept.restore(home.resolve("password"), true, NOW)).code());
    assertTrue(Files.exists(folder.resolve("slipway.db")));
    KeptState.Arrived restored = kept.restore(home.resolve("backup"), true, NOW);
    assertSame(before, restored);
    assertTrue(Files.exists(restored.aside().orElseThrow()));
    try (var store = open(folder, Optional.empty()).store()) {
      assertSame(before, store);
    }
  }

  @Test
  void a_folder_with_a_state_of_its_own_is_not_silently_left_for_a_database() {
    StartException e = refused(() -> open(folder, Optional.of(address.url())));
    assertEquals("SLW-5152", e.code());
    assertTrue(String.valueOf(e.getMessage()).contains("slipway state migrate --to " + address.url()), e.getMessage());
    assertFalse(Files.exists(folder.resolve("database")));
  }

  @Test
  void servers_that_share_a_database_share_the_folder_of_the_first_and_one_on_another_machine_is_refused() throws Exception {
    open(home.resolve("one"), Optional.of(address.url())).store().close();
    OpenState second = open(home.resolve("two"), Optional.of(address.url()));
    second.store().close();
    assertEquals(List.of(second.place(), second.place()), List.of(home.resolve("one").toRealPath(), Place.of(home.resolve("two"))));
    assertEquals(home.resolve("one"), Place.of(home.resolve("one")));
    postgres.sql("update " + address.schema() + ".facts set value = 'another-machine /srv/slipway' where name = 'place'");
    StartException e = refused(() -> open(home.resolve("three"), Optional.of(address.url())));
    assertEquals("SLW-5150", e.code());
    assertTrue(String.valueOf(e.getMessage()).contains("another-machine"), e.getMessage());
  }

  @Test
  void a_password_that_others_can_read_is_refused_and_not_repeated() throws Exception {
    Path file = Path.of(environment.get("SLIPWAY_DATABASE_PASSWORD_FILE"));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    StartException e = refused(() -> kept.migrate(address.url(), NOW));
    assertEquals("SLW-5033", e.code());
    assertTrue(String.valueOf(e.getMessage()).contains("chmod 600"), String.valueOf(e.getMessage()));
    assertFalse(String.valueOf(e.getMessage()).contains(postgres.password().get().orElseThrow()));
    Files.delete(file); // It is read at each connection.
    assertEquals("SLW-5033", refused(() -> kept.migrate(address.url(), NOW)).code());
    assertEquals(Optional.of("from the environment"), DatabaseFile.password(Map.of("PGPASSWORD", "from the environment")).get());
  }
}
