package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.engine.journal.Verification;
import dev.slipway.engine.journal.Verification.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tables themselves: made once, kept from those who do not understand them, and looked after. */
class PostgresTablesTest {
  private static final Duration LENGTH = Duration.ofSeconds(60);
  private static RealPostgres postgres;
  private static int schemas;
  private final String schema = "tables_" + ++schemas;

  @BeforeAll
  static void starts() {
    postgres = SharedPostgres.get();
  }

  private PostgresStore open() {
    return PostgresStore.open(postgres.address(schema), postgres.password(), Instant::now);
  }

  @Test
  void tables_that_many_servers_make_at_once_are_made_once() throws Exception {
    try (ExecutorService many = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(many.submit(() -> {
          try (PostgresStore store = open()) {
            return store.targets().size();
          }
        }));
      }
      for (Future<Integer> each : all) {
        assertEquals(0, each.get());
      }
    }
  }

  @Test
  void tables_of_a_newer_version_are_refused_at_the_start_and_by_servers_that_run() {
    SettableClock clock = new SettableClock();
    try (PostgresStore store = PostgresStore.open(postgres.address(schema), postgres.password(), clock)) {
      store.lease(Examples.SHOP, "server-1", LENGTH);
      postgres.sql("update " + schema + ".slipway_schema set version = 99");
      assertEquals("SLW-5002", assertThrows(StoreException.class, this::open).code());
      clock.pass(LENGTH);
      StoreException e = assertThrows(StoreException.class, () -> store.lease(Examples.SHOP, "server-1", LENGTH));
      assertEquals("SLW-5002", e.code());
      assertTrue(e.said().contains("newer Slipway"), e.said());
    }
  }

  @Test
  void a_schema_with_tables_of_others_is_refused_and_not_changed() throws Exception {
    postgres.sql("create schema " + schema + " authorization slipway", "create table " + schema + ".recipes (name text)");
    assertEquals("SLW-5003", assertThrows(StoreException.class, this::open).code());
    try (var c = postgres.connect("slipway", "postgres"); var s = c.createStatement();
        var rows = s.executeQuery("select count(*) from pg_tables where schemaname = '" + schema + "'")) {
      assertTrue(rows.next());
      assertEquals(1, rows.getInt(1));
    }
  }

  @Test
  void what_somebody_changed_in_the_tables_is_found_by_verification() {
    Map<String, Fault> changes =
        Map.of(
            "update SCHEMA.journal set actor = 'mallory' where sequence = 5", Fault.EDITED,
            "update SCHEMA.journal set events = '[{\"type\":\"exploded\"}]' where sequence = 5", Fault.EDITED,
            "delete from SCHEMA.journal where sequence = 5", Fault.GAP,
            "delete from SCHEMA.journal where sequence >= 5", Fault.CUT,
            "update SCHEMA.targets set state = replace(state, '8080', '8081')", Fault.EDITED);
    changes.forEach((change, fault) -> {
      try (PostgresStore store = open()) {
        Examples.fill(store, Examples.SHOP, store.lease(Examples.SHOP, "server-1", LENGTH).orElseThrow(), 7);
        postgres.sql(change.replace("SCHEMA", schema));
        assertEquals(fault, assertInstanceOf(Verification.Broken.class, store.verify(List.of()), change).fault(), change);
      }
      postgres.sql("drop schema " + schema + " cascade");
    });
  }
}
