package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.journal.JournalPages;
import dev.slipway.engine.journal.Verification;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What only a store that several servers share can get wrong. */
class PostgresSharedTest {
  private static final Duration LENGTH = Duration.ofSeconds(60);
  private static RealPostgres postgres;
  private static int schemas;
  private final String schema = "shared_" + ++schemas;

  @BeforeAll
  static void starts() {
    postgres = SharedPostgres.get();
  }

  private PostgresStore open() {
    return PostgresStore.open(postgres.address(schema), postgres.password(), Instant::now);
  }

  private static void fill(PostgresStore store, String server, TargetId target, int more) {
    Examples.fill(store, target, store.lease(target, server, LENGTH).orElseThrow(), more);
  }

  @Test
  void commits_of_several_servers_at_once_make_one_chain_without_a_gap() throws Exception {
    try (PostgresStore one = open(); PostgresStore two = open(); ExecutorService many = Executors.newFixedThreadPool(6)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        TargetId target = new TargetId("shop", "env-" + i);
        PostgresStore store = i % 2 == 0 ? one : two;
        String server = "server-" + i % 2;
        all.add(many.submit(() -> fill(store, server, target, 30)));
      }
      for (Future<?> each : all) {
        each.get();
      }
      Verification.Intact intact = assertInstanceOf(Verification.Intact.class, one.verify(List.of()));
      assertEquals(6 * 31, intact.records());
      assertEquals(LongStream.rangeClosed(1, 6 * 31).boxed().toList(),
          JournalPages.stream(two, Optional.empty()).map(JournalRecord::sequence).toList());
    }
  }

  @Test
  void a_server_whose_lease_another_took_commits_nothing_and_is_told_when_it_asks() {
    try (PostgresStore one = open(); PostgresStore two = open()) {
      fill(one, "server-1", Examples.SHOP, 2);
      assertEquals(Optional.empty(), two.lease(Examples.SHOP, "server-2", LENGTH));
      one.letGo("server-1");
      long second = eventually(two, "server-2");
      assertEquals(2, second);
      assertEquals(Optional.empty(), Examples.commit(one, Examples.SHOP, 1, Examples.toggle(7)));
      assertEquals(Optional.empty(), one.lease(Examples.SHOP, "server-1", LENGTH));
      Examples.mustCommit(two, Examples.SHOP, second, Examples.toggle(7));
      assertTrue(two.given(Examples.SHOP, 2) && !two.given(Examples.SHOP, 1), "an epoch tells who committed");
    }
  }

  /** One server's clock stands still, the other's is a day ahead: neither can take or keep anything by it. */
  @Test
  void a_lease_ends_by_the_clock_of_the_database_whatever_those_of_servers_show() {
    Instant still = Instant.now();
    InstantSource ahead = () -> Instant.now().plus(Duration.ofDays(1));
    try (PostgresStore one = PostgresStore.open(postgres.address(schema), postgres.password(), () -> still);
        PostgresStore two = PostgresStore.open(postgres.address(schema), postgres.password(), ahead)) {
      assertEquals(Optional.of(1L), one.lease(Examples.SHOP, "server-1", LENGTH));
      assertEquals(Optional.empty(), two.lease(Examples.SHOP, "server-2", LENGTH));
      postgres.sql("update " + schema + ".leases set until = clock_timestamp()");
      assertEquals(2, eventually(two, "server-2"));
      assertEquals(Optional.empty(), Examples.commit(one, Examples.SHOP, 1, Examples.deploy("1.0.0")));
    }
  }

  /** What a server knows of the others' leases is at most a moment old. */
  private static long eventually(PostgresStore store, String server) {
    Optional<Long> epoch = Optional.empty();
    for (int i = 0; i < 1_000 && epoch.isEmpty(); i++) {
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

  @Test
  void everything_is_there_again_for_a_server_that_comes_later() {
    try (PostgresStore store = open()) {
      fill(store, "server-1", Examples.SHOP, 11);
    }
    try (PostgresStore store = open()) {
      assertEquals(12, store.load(Examples.SHOP).version());
      assertEquals(12, store.lastSequence());
      assertEquals(1, store.rollouts(Examples.SHOP, 5).size());
      store.tell("place", "here");
      assertEquals(Optional.of("here"), store.fact("place"));
      assertEquals(Optional.empty(), store.fact("weather"));
    }
  }

  @Test
  void a_closed_store_says_so() {
    PostgresStore store = open();
    store.close();
    assertEquals("SLW-5013", assertThrows(StoreException.class, () -> store.load(Examples.SHOP)).code());
    assertEquals("SLW-5013", assertThrows(StoreException.class, () -> store.lease(Examples.SHOP, "me", LENGTH)).code());
    store.close();
  }
}
