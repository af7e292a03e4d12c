package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A database that refuses, or is held up: what it means is said under a code of its own. */
class PostgresRefusesTest {
  private static final Duration LENGTH = Duration.ofSeconds(60);
  /** More than any call may take, with room for a slow machine. */
  private static final Duration NEVER = Duration.ofSeconds(60);
  private static RealPostgres postgres;
  private static int schemas;
  private final String schema = "refuses_" + ++schemas;

  @BeforeAll
  static void starts() {
    postgres = SharedPostgres.get();
  }

  private PostgresStore open() {
    return PostgresStore.open(postgres.address(schema), postgres.password(), Instant::now);
  }

  private static StoreException refused(Runnable call) {
    return assertTimeoutPreemptively(NEVER, () -> assertThrows(StoreException.class, call::run));
  }

  @Test
  void somebody_who_holds_a_lock_is_waited_for_only_so_long() throws Exception {
    try (PostgresStore store = open(); Connection other = postgres.connect("slipway", "postgres"); Statement s = other.createStatement()) {
      long epoch = store.lease(Examples.SHOP, "server-1", LENGTH).orElseThrow();
      other.setAutoCommit(false);
      s.execute("lock table " + schema + ".journal in access exclusive mode");
      StoreException e = refused(() -> Examples.commit(store, Examples.SHOP, epoch, Examples.deploy("1.0.0")));
      assertEquals("SLW-5036", e.code());
      assertTrue(e.said().contains("pg_stat_activity"), e.said());
      other.rollback();
      Examples.mustCommit(store, Examples.SHOP, epoch, Examples.deploy("1.0.0"));
    }
  }

  @Test
  void a_full_disk_of_the_database_is_told_as_such_and_commits_go_on_once_there_is_room() {
    try (PostgresStore store = open()) {
      long epoch = store.lease(Examples.SHOP, "server-1", LENGTH).orElseThrow();
      postgres.sql("create function " + schema + ".no_room() returns trigger language plpgsql as "
              + "'begin raise exception using errcode = ''53100'', message = ''No space left on device''; end'",
          "create trigger no_room before insert on " + schema + ".journal execute function " + schema + ".no_room()");
      StoreException e = refused(() -> Examples.commit(store, Examples.SHOP, epoch, Examples.deploy("1.0.0")));
      assertEquals("SLW-5034", e.code());
      assertEquals(0, store.load(Examples.SHOP).version());
      postgres.sql("drop trigger no_room on " + schema + ".journal");
      Examples.mustCommit(store, Examples.SHOP, epoch, Examples.deploy("1.0.0"));
    }
  }

  @Test
  void every_way_to_be_refused_at_the_door_has_a_code_of_its_own() throws Exception {
    PostgresAddress there = postgres.address(schema);
    assertEquals("SLW-5033", opened(there, "wrong").code());
    assertTrue(opened(there, "wrong").said().contains("PGPASSFILE"));
    assertFalse(opened(there, "a wrong secret").said().contains("a wrong secret"));
    assertEquals("SLW-5039", opened(new PostgresAddress(there.hosts(), "nowhere", "slipway", schema, Map.of()), "").code());
    assertEquals("SLW-5032", opened(new PostgresAddress("127.0.0.1:1", "slipway", "slipway", schema, Map.of()), "").code());
    assertEquals("SLW-5032", opened(new PostgresAddress("no-such-host.invalid:1", "slipway", "slipway", schema, Map.of()), "").code());
    postgres.sql("create database guest", "revoke create on database guest from slipway, public");
    assertEquals("SLW-5038", opened(new PostgresAddress(there.hosts(), "guest", "slipway", schema, Map.of()), "").code());
    postgres.sql("create database latin encoding latin1 locale 'C' template template0 owner slipway");
    assertEquals("SLW-5003", opened(new PostgresAddress(there.hosts(), "latin", "slipway", schema, Map.of()), "").code());
    postgres.sql("alter role slipway connection limit 1");
    try (Connection crowd = postgres.connect("slipway", "slipway")) {
      assertEquals("SLW-5037", opened(there, "").code());
      assertTrue(crowd.isValid(1));
    }
    postgres.sql("alter role slipway connection limit -1");
  }

  private static StoreException opened(PostgresAddress address, String otherPassword) {
    return refused(() -> PostgresStore.open(
        address, otherPassword.isEmpty() ? postgres.password() : () -> Optional.of(otherPassword), Instant::now).close());
  }

  @Test
  void every_state_of_postgresql_has_a_meaning() {
    Map<String, StoreException.Code> meant = Map.of(
        "25006", StoreException.Code.STANDBY, "57P01", StoreException.Code.AWAY, "08006", StoreException.Code.AWAY,
        "53100", StoreException.Code.DATABASE_FULL, "53300", StoreException.Code.CROWDED, "40P01", StoreException.Code.HELD_UP,
        "42P01", StoreException.Code.FOREIGN, "XX001", StoreException.Code.CORRUPT, "28P01", StoreException.Code.NOT_SIGNED_IN,
        "22012", StoreException.Code.REFUSED);
    meant.forEach((state, code) -> assertEquals(code, PostgresFault.code(state), state));
  }
}
