package dev.slipway.engine.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Whether a database can be had. Once it could not, nobody waits for it any more: every call fails at once until one that asks now and then
 * gets through. A thousand loops would otherwise wait one after the other for the same silence.
 */
final class Presence implements AutoCloseable {
  private static final long ASK_AGAIN_MILLIS = 1_000;

  private final Runnable ask;
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Optional<StoreException> away = Optional.empty();
  private volatile int losses;
  private final List<Runnable> whenLost = new CopyOnWriteArrayList<>();
  private boolean asking;

  /**
   * Present, as far as anybody knows.
   *
   * @param ask tries to reach the database; throws a {@link StoreException} where it cannot
   */
  Presence(Runnable ask) {
    this.ask = ask;
  }

  /** Throws at once when the database is known to be away. */
  void require() {
    Optional<StoreException> why = away;
    if (why.isPresent()) {
      throw again(why.get());
    }
  }

  /** How often it was lost. */
  int losses() {
    return losses;
  }

  /** Calls this whenever it is lost. */
  void whenLost(Runnable told) {
    whenLost.add(told);
  }

  /** The database is away; from now on it is asked for in the background. */
  synchronized void lost(StoreException why) {
    if (away.isEmpty()) {
      losses++;
      whenLost.forEach(Runnable::run);
    }
    away = Optional.of(why);
    if (!asking && closed.getCount() > 0) {
      asking = true;
      Thread.ofVirtual().name("database").start(this::awaitReturn);
    }
  }

  private void awaitReturn() {
    try {
      while (!closed.await(ASK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
        if (returned()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean returned() {
    try {
      ask.run();
      synchronized (this) {
        away = Optional.empty();
        asking = false;
      }
      return true;
    } catch (StoreException e) {
      away = Optional.of(e);
      return false;
    }
  }

  /** With the trace of the one who calls now. */
  private static StoreException again(StoreException why) {
    return new StoreException(why);
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
