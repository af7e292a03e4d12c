package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.rollout.TargetId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Leases of processes that are over, and of those that only seem to be: none of them runs out here by itself. */
class PostgresTakeoverTest {
  private static final Duration LENGTH = Duration.ofHours(1);
  private static final int MOST_LOOKS = 3_000;
  private static RealPostgres postgres;
  private static int schemas;
  private final String schema = "takeover_" + ++schemas;

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

  @Test
  void what_a_process_held_that_is_over_is_free_at_once_and_what_one_holds_that_only_says_nothing_is_not() {
    try (PostgresStore still = open(); PostgresStore next = open()) {
      PostgresStore over = open();
      TargetId other = new TargetId("shop", "other");
      assertEquals(List.of(Optional.of(1L), Optional.of(1L)),
          List.of(over.lease(Examples.SHOP, "server-1", LENGTH), still.lease(other, "server-2", LENGTH)));
      assertEquals(Optional.empty(), next.lease(Examples.SHOP, "server-3", LENGTH));
      over.close();
      assertEquals(2, eventually(next, "server-3"));
      assertEquals(Optional.empty(), next.lease(other, "server-3", LENGTH));
      // As one of a version that gave no sign of life would have left it.
      postgres.sql("update " + schema + ".leases set life = null where target = 'shop/other'");
      still.close();
      assertEquals(Optional.empty(), next.lease(other, "server-3", LENGTH));
    }
  }

  @Test
  void a_server_that_lives_and_lost_its_connections_is_told_and_has_nothing_of_what_another_took_meanwhile() {
    AtomicInteger told = new AtomicInteger();
    try (PostgresStore cut = open(); PostgresStore next = open()) {
      Examples.fill(cut, Examples.SHOP, cut.lease(Examples.SHOP, "server-1", LENGTH).orElseThrow(), 1);
      cut.whenLost(told::incrementAndGet);
      postgres.sql("select pg_terminate_backend(l.pid) from pg_locks l join " + schema + ".leases s on l.locktype = 'advisory' and "
          + "s.life = (l.classid::bigint << 32) | l.objid::bigint where l.mode = 'ShareLock'");
      long second = eventually(next, "server-2");
      assertEquals("SLW-5031", assertThrows(StoreException.class, () -> cut.tell("weather", "fair")).code());
      assertEquals(1, told.get());
      // It believed a moment ago that it held the lease, and does not any more, without waiting until it would have renewed it.
      assertEquals(Optional.empty(), onceItAnswers(() -> cut.lease(Examples.SHOP, "server-1", LENGTH)));
      assertEquals(Optional.empty(), Examples.commit(cut, Examples.SHOP, 1, Examples.toggle(2)));
      Examples.mustCommit(next, Examples.SHOP, second, Examples.toggle(2));
    }
  }

  /** All connections end with it, whoever had them. */
  @Test
  void a_database_that_was_started_again_takes_nobody_for_dead() {
    try (PostgresStore store = open(); PostgresStore next = open()) {
      assertEquals(Optional.of(1L), store.lease(Examples.SHOP, "server-1", LENGTH));
      postgres.crash();
      postgres.startAgain();
      assertEquals(Optional.empty(), onceItAnswers(() -> next.lease(Examples.SHOP, "server-2", LENGTH)));
      assertEquals(Optional.of(1L), onceItAnswers(() -> store.lease(Examples.SHOP, "server-1", LENGTH)));
    }
  }

  private static Optional<Long> onceItAnswers(Supplier<Optional<Long>> asked) {
    for (int i = 0; i < MOST_LOOKS; i++) {
      try {
        return asked.get();
      } catch (StoreException e) {
        assertTrue(e.code().startsWith("SLW-503"), e.said());
        pause();
      }
    }
    throw new AssertionError("the database never answered");
  }

  /** What a server knows of the others' leases is at most a moment old. */
  private static long eventually(PostgresStore store, String server) {
    Optional<Long> epoch = Optional.empty();
    for (int i = 0; i < MOST_LOOKS && epoch.isEmpty(); i++) {
      epoch = store.lease(Examples.SHOP, server, LENGTH);
      pause();
    }
    return epoch.orElseThrow();
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
