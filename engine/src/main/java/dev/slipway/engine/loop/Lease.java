package dev.slipway.engine.loop;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A server's hold on one target: while it lasts no other server changes it. Not thread-safe. */
final class Lease {
  static final Duration LENGTH = Duration.ofSeconds(10);

  private final TargetId target;
  private final String owner;
  private final Store store;
  private final Clocks clocks;
  private Optional<Long> epoch = Optional.empty();
  private Instant renewAt = Instant.MIN;

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
    if (epoch.isEmpty() || !now.isBefore(renewAt)) {
      epoch = store.lease(target, owner, LENGTH);
      renewAt = now.plus(LENGTH.dividedBy(3));
    }
    return epoch;
  }

  /** Somebody else seems to have changed the target: the store is asked before the next turn. */
  void doubt() {
    renewAt = Instant.MIN;
  }
}
