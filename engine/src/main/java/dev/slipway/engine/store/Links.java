package dev.slipway.engine.store;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** A few connections that take turns. Whoever finds all of them busy waits a while, and is then refused. */
final class Links implements AutoCloseable {
  /** Longer than one call can take. */
  private static final int WAIT_SECONDS = 8;

  private final int count;
  private final BlockingQueue<Link> free;
  private final Supplier<StoreException> busy;

  Links(int count, Supplier<Link> link, Supplier<StoreException> busy) {
    this.count = count;
    this.busy = busy;
    this.free = new ArrayBlockingQueue<>(count);
    for (int i = 0; i < count; i++) {
      free.add(link.get());
    }
  }

  <T> T with(Function<Link, T> work) {
    Link link = take();
    try {
      return work.apply(link);
    } finally {
      free.add(link);
    }
  }

  private Link take() {
    try {
      Link link = free.poll(WAIT_SECONDS, TimeUnit.SECONDS);
      if (link != null) {
        return link;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw busy.get();
  }

  /** Waits for what is being read. */
  @Override
  public void close() {
    for (int i = 0; i < count; i++) {
      take().close();
    }
  }
}
