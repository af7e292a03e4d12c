package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.engine.journal.Verification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A database that is away, hangs or is a standby: every call comes back, says what it means, and goes on once it is well again. */
class PostgresAwayTest {
  private static final Duration LENGTH = Duration.ofSeconds(60);
  /** More than any call may take, with room for a slow machine. */
  private static final Duration NEVER = Duration.ofSeconds(60);
  private static RealPostgres postgres;
  private static int schemas;
  private final String schema = "away_" + ++schemas;

  @BeforeAll
  static void starts() {
    postgres = RealPostgres.start();
  }

  @AfterAll
  static void stops() {
    postgres.close();
  }

  private PostgresStore open() {
    return PostgresStore.open(postgres.address(schema), postgres.password(), Instant::now);
  }

  private static StoreException refused(Runnable call) {
    return assertTimeoutPreemptively(NEVER, () -> assertThrows(StoreException.class, call::run));
  }

  private static void eventually(Runnable call) {
    assertTimeoutPreemptively(NEVER, () -> {
      boolean done = false;
      while (!done) {
        try {
          call.run();
          done = true;
        } catch (StoreException e) {
          Thread.sleep(50);
        }
      }
    });
  }

  @Test
  void a_database_that_crashed_is_told_as_such_and_used_again_once_it_is_back() {
    try (PostgresStore store = open()) {
      long epoch = store.lease(Examples.SHOP, "server-1", LENGTH).orElseThrow();
      Examples.fill(store, Examples.SHOP, epoch, 4);
      postgres.crash();
      StoreException broken = refused(() -> store.load(Examples.SHOP));
      assertTrue(List.of("SLW-5031", "SLW-5032").contains(broken.code()), broken.said());
      assertTrue(broken.said().contains("What is in force stays in force"), broken.said());
      refused(() -> Examples.commit(store, Examples.SHOP, epoch, Examples.toggle(1)));
      assertEquals("SLW-5032", assertThrows(StoreException.class, this::open).code());
      postgres.startAgain();
      eventually(() -> store.load(Examples.SHOP));
      assertEquals(5, store.load(Examples.SHOP).version());
      eventually(() -> Examples.mustCommit(store, Examples.SHOP, epoch, Examples.toggle(4)));
      assertInstanceOf(Verification.Intact.class, store.verify(List.of()));
    }
  }

  @Test
  void a_database_that_hangs_holds_nobody_up_for_long_and_after_the_first_call_nobody_at_all() {
    try (PostgresStore store = open()) {
      Examples.fill(store, Examples.SHOP, store.lease(Examples.SHOP, "server-1", LENGTH).orElseThrow(), 1);
      postgres.freeze(true);
      try {
        assertEquals("SLW-5031", refused(() -> store.load(Examples.SHOP)).code());
        // Waiting for each of them would take ten minutes.
        for (int i = 0; i < 100; i++) {
          assertEquals("SLW-5031", refused(() -> store.load(Examples.SHOP)).code());
        }
      } finally {
        postgres.freeze(false);
      }
      eventually(() -> store.load(Examples.SHOP));
    }
  }

  @Test
  void a_transaction_whose_server_stands_still_is_ended_by_the_database_so_that_the_others_go_on() throws Exception {
    try (PostgresStore store = open()) {
      long epoch = store.lease(Examples.SHOP, "server-1", LENGTH).orElseThrow();
      PostgresDatabase stopped = PostgresDatabase.open(postgres.address(schema), postgres.password());
      Thread still = Thread.ofPlatform().start(() -> assertThrows(StoreException.class, () -> stopped.write(h -> {
        pause(Duration.ofSeconds(4));
        return h.execute("insert into facts values ('written', 'too late')");
      })));
      pause(Duration.ofMillis(500));
      eventually(() -> Examples.mustCommit(store, Examples.SHOP, epoch, Examples.deploy("1.0.0")));
      still.join();
      stopped.close();
      assertEquals(Optional.empty(), store.fact("written"));
    }
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void connections_that_somebody_ends_are_made_anew() {
    try (PostgresStore store = open()) {
      long epoch = store.lease(Examples.SHOP, "server-1", LENGTH).orElseThrow();
      Examples.fill(store, Examples.SHOP, epoch, 1);
      postgres.sql("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'slipway'");
      assertEquals("SLW-5031", refused(() -> Examples.commit(store, Examples.SHOP, epoch, Examples.toggle(2))).code());
      eventually(() -> assertEquals(2, store.load(Examples.SHOP).version()));
    }
  }

  @Test
  void a_standby_is_told_as_such_until_it_is_promoted() {
    try (PostgresStore store = open()) {
      long epoch = store.lease(Examples.SHOP, "server-1", LENGTH).orElseThrow();
      postgres.becomeStandby();
      refused(() -> store.load(Examples.SHOP));
      StoreException e = assertThrows(StoreException.class, this::open);
      assertEquals("SLW-5035", e.code());
      assertTrue(e.said().contains("standby"), e.said());
      refused(() -> Examples.commit(store, Examples.SHOP, epoch, Examples.deploy("1.0.0")));
      postgres.promote();
      eventually(() -> Examples.mustCommit(store, Examples.SHOP, epoch, Examples.deploy("1.0.0")));
    }
  }
}
