package dev.slipway.server.journal;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.store.SharedStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a feed of what other servers commit to the same store, and of what this one committed whose answer was lost: it is told by the one
 * who commits, and here only where that did not happen by the next look.
 */
public final class JournalTail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JournalTail.class);
  private static final int LOOK_MILLIS = 200;
  private static final int MOST_RECORDS = 200;

  private final SharedStore store;
  private final JournalFeed feed;
  private final Consumer<TargetId> met;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<JournalRecord> ours = new ArrayList<>();
  private long last;

  /**
   * Begins.
   *
   * @param met told of each target that another server works on
   */
  public JournalTail(SharedStore store, JournalFeed feed, Consumer<TargetId> met) {
    this.store = store;
    this.feed = feed;
    this.met = met;
    this.last = store.lastSequence();
    Thread.ofVirtual().name("journal-tail").start(this::run);
  }

  private void run() {
    try {
      while (!closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        read();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try {
      ours.stream().filter(r -> feed.latest(r.target()) < r.sequence()).forEach(this::tell);
      ours.clear();
      List<JournalRecord> records = store.journal(Optional.empty(), last, MOST_RECORDS);
      for (JournalRecord record : records) {
        if (store.given(record.target(), record.epoch())) {
          ours.add(record);
        } else {
          met.accept(record.target());
          tell(record);
        }
        last = record.sequence();
      }
    } catch (RuntimeException e) {
      LOG.debug("what other servers committed cannot be read just now; the next look tries again", e);
    }
  }

  private void tell(JournalRecord record) {
    feed.committed(record, store.load(record.target()).state());
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
