package dev.slipway.server.journal;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Tells those who wait that a record was committed. It keeps no records: who is woken reads on in the store from where it was, so nothing
 * is lost and nothing piles up for one who is slow.
 */
public final class JournalFeed {
  private final Map<TargetId, Long> latest = new ConcurrentHashMap<>();
  private final List<Subscription> subscriptions = new CopyOnWriteArrayList<>();
  private final List<Consumer<JournalRecord>> listeners = new CopyOnWriteArrayList<>();
  private final List<BiConsumer<JournalRecord, TargetState>> stateListeners = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /** Calls {@code listener} after every commit, on the thread that committed: it must be quick. */
  public void listen(Consumer<JournalRecord> listener) {
    listeners.add(listener);
  }

  /** Calls {@code listener} after every commit with the state it led to, on the thread that committed: it must be quick. */
  public void listen(BiConsumer<JournalRecord, TargetState> listener) {
    stateListeners.add(listener);
  }

  void committed(JournalRecord record, TargetState after) {
    latest.merge(record.target(), record.sequence(), Math::max);
    listeners.forEach(l -> l.accept(record));
    stateListeners.forEach(l -> l.accept(record, after));
    for (Subscription s : subscriptions) {
      if (s.target.equals(record.target())) {
        s.wake();
      }
    }
  }

  /** The highest sequence of a target that this run of the server committed, 0 before the first. */
  public long latest(TargetId target) {
    return latest.getOrDefault(target, 0L);
  }

  /** Waits for commits of one target, until it is closed. */
  public Subscription subscribe(TargetId target) {
    Subscription subscription = new Subscription(target);
    subscriptions.add(subscription);
    return subscription;
  }

  /** Ends every wait, now and later. */
  public void close() {
    closed = true;
    subscriptions.forEach(Subscription::wake);
  }

  /** Whether the server is ending. */
  public boolean closed() {
    return closed;
  }

  /** One who waits. */
  public final class Subscription implements AutoCloseable {
    private final TargetId target;
    private final Semaphore woken = new Semaphore(0);

    private Subscription(TargetId target) {
      this.target = target;
    }

    private void wake() {
      woken.release();
    }

    /** Whether something was committed since the last call, waiting at most {@code atMostMillis} for it. */
    public boolean await(long atMostMillis) throws InterruptedException {
      if (closed) {
        return true;
      }
      boolean committed = woken.tryAcquire(atMostMillis, TimeUnit.MILLISECONDS);
      woken.drainPermits();
      return committed;
    }

    @Override
    public void close() {
      subscriptions.remove(this);
    }
  }
}
