package dev.slipway.engine.loop;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A server's hold on one target: while it lasts no other server changes it. Not thread-safe, but for {@link #doubt}. */
final class Lease {
  static final Duration LENGTH = Duration.ofSeconds(10);

  private final TargetId target;
  private final String owner;
  private final Store store;
  private final Clocks clocks;
  private Optional<Long> epoch = Optional.empty();
  private Instant renewAt = Instant.MIN;
  private final AtomicInteger doubts = new AtomicInteger();
  private int settled;

  Lease(TargetId target, String owner, Store store, Clocks clocks) {
    this.target = target;
    this.owner = owner;
    this.store = store;
    this.clocks = clocks;
  }

  /** As it was when it was last asked for; empty where another server holds it. */
  Optional<Long> epoch() {
    return epoch;
  }

  /** The lease is renewed long before it ends; between two renewals it is known to be held. */
  Optional<Long> renewed() {
    Instant now = clocks.steady().instant();
    int doubted = doubts.get();
    if (epoch.isEmpty() || doubted != settled || !now.isBefore(renewAt)) {
      epoch = store.lease(target, owner, LENGTH);
      renewAt = now.plus(LENGTH.dividedBy(3));
      settled = doubted;
    }
    return epoch;
  }

  /** Somebody else may have the target by now: the store is asked before the next turn. May be called from any thread. */
  void doubt() {
    doubts.incrementAndGet();
  }
}
