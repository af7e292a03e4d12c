package dev.slipway.server;

import dev.slipway.engine.store.StoreException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** What a running server waits for: somebody asks it to end, or its disk has failed and it must. */
final class Ending {
  private final CountDownLatch come = new CountDownLatch(1);
  private final AtomicReference<Optional<StoreException>> why = new AtomicReference<>(Optional.empty());

  /** Somebody asks. */
  void ask() {
    come.countDown();
  }

  /** The disk has failed; returns at once. */
  void must(StoreException failure) {
    var unused = why.compareAndSet(Optional.empty(), Optional.of(failure));
    come.countDown();
  }

  /** What failed, if anything did. */
  Optional<StoreException> failure() {
    return why.get();
  }

  /** Waits for it; what failed, unless somebody asked. */
  Optional<StoreException> await() throws InterruptedException {
    come.await();
    return failure();
  }
}
