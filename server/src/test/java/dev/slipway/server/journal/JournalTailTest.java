package dev.slipway.server.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.store.Examples;
import dev.slipway.engine.store.PostgresAddress;
import dev.slipway.engine.store.PostgresStore;
import dev.slipway.engine.store.RealPostgres;
import dev.slipway.engine.store.SharedPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server hears of commits, over a real database that another works on as well. */
@Timeout(60)
class JournalTailTest {
  private static final TargetId STAGING = new TargetId("shop", "staging");
  private static final Duration LENGTH = Duration.ofMinutes(10);
  private final Queue<Long> told = new ConcurrentLinkedQueue<>();
  private final Queue<TargetId> met = new ConcurrentLinkedQueue<>();
  private PostgresStore here;
  private PostgresStore there;
  private TellingStore telling;
  private JournalTail tail;

  @BeforeEach
  void begins() {
    RealPostgres postgres = SharedPostgres.get();
    PostgresAddress address = postgres.address("tail");
    here = PostgresStore.open(address, postgres.password(), Instant::now);
    there = PostgresStore.open(address, postgres.password(), Instant::now);
    JournalFeed feed = new JournalFeed();
    feed.listen((JournalRecord record) -> told.add(record.sequence()));
    telling = new TellingStore(here, feed, failure -> {});
    tail = new JournalTail(here, feed, met::add);
  }

  @AfterEach
  void ends() {
    tail.close();
    here.close();
    there.close();
  }

  private void awaitTold(int records) throws InterruptedException {
    while (told.size() < records) {
      Thread.sleep(10);
    }
  }

  @Test
  void each_commit_is_told_once_whoever_made_it_and_also_where_its_answer_was_lost() throws Exception {
    long theirs = there.lease(STAGING, "there", LENGTH).orElseThrow();
    long ours = here.lease(Examples.SHOP, "here", LENGTH).orElseThrow();
    Examples.mustCommit(there, STAGING, theirs, Examples.deploy("1.0.0"));
    awaitTold(1);
    Examples.mustCommit(telling, Examples.SHOP, ours, Examples.deploy("1.0.0"));
    // Kept, but whoever committed it never heard of that.
    Examples.mustCommit(here, Examples.SHOP, ours, Examples.toggle(0));
    awaitTold(3);
    Examples.mustCommit(there, STAGING, theirs, Examples.toggle(0));
    awaitTold(4);
    assertEquals(List.of(1L, 2L, 3L, 4L), List.copyOf(told));
    assertEquals(List.of(STAGING, STAGING), List.copyOf(met));
  }
}
