package dev.slipway.server.outbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.engine.store.Examples;
import dev.slipway.engine.store.PostgresStore;
import dev.slipway.engine.store.RealPostgres;
import dev.slipway.engine.store.StateStore;
import dev.slipway.server.journal.TellingStore;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two servers on one real database. */
@Timeout(120)
class SharedOutboxTest extends OutboxRig {

  @Test
  void of_two_servers_one_sends_and_the_other_takes_over_from_one_that_stands_still() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    try (RealPostgres postgres = RealPostgres.start();
        StateStore first = PostgresStore.open(postgres.address("slipway"), postgres.password(), Instant::now);
        StateStore second = PostgresStore.open(postgres.address("slipway"), postgres.password(), Instant::now);
        Outbox one = outbox(first, "one", Examples.AT, n -> {
          if (told.size() >= 5) {
            uninterrupted(over);
          }
          return taken();
        })) {
      commit(first, 3, "team");
      await(() -> told.size() == 4);
      try (Outbox two = outbox(second, "two", Examples.AT, n -> taken())) {
        await(() -> second.deliveries().progress(TEAM).isPresent());
        assertEquals(4, told.size());
        commitMore(first);
        await(() -> told.size() == 5);
        Examples.mustCommit(new TellingStore(first, feed, e -> {}), Examples.SHOP,
            first.lease(Examples.SHOP, "server", LENGTH).orElseThrow(), Examples.toggle(201));
        commitMore(first);
        await(() -> told.stream().anyMatch(t -> t.startsWith("two")) || told.size() == 6);
        await(() -> told.stream().map(t -> t.split(" ")[2]).distinct().count() == 6);
      } finally {
        over.countDown();
      }
    }
  }
}
