package dev.slipway.engine.loop;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Store;
import java.util.Optional;

/** What is committed of one target, and the way in for what was decided. Not thread-safe. */
final class Ledger {
  private final TargetId target;
  private final Store store;
  private final Lease lease;
  private final Clocks clocks;
  private final Known known = new Known();

  Ledger(TargetId target, Store store, Lease lease, Clocks clocks) {
    this.target = target;
    this.store = store;
    this.lease = lease;
    this.clocks = clocks;
  }

  /** What is committed. While the same lease lasts nobody else commits, so that the store is asked once and not every turn. */
  Store.Versioned load(Optional<Long> epoch) {
    Optional<Store.Versioned> still = known.under(epoch);
    if (still.isPresent()) {
      return still.get();
    }
    Store.Versioned loaded = store.load(target);
    known.is(loaded, epoch);
    return loaded;
  }

  /** The newest state that is surely committed, for a store that failed: after a commit that failed it is read again where it can be. */
  Optional<TargetState> last() {
    return known.last().or(this::loadedAgain).or(known::sure);
  }

  private Optional<TargetState> loadedAgain() {
    try {
      return Optional.of(load(lease.epoch()).state());
    } catch (OutsideException e) {
      return Optional.empty();
    }
  }

  /** Commits what a decision came to; nothing where version or lease had moved on. */
  Optional<JournalRecord> commit(Store.Versioned loaded, Decision decision, String actor, Input input, Commits commits) {
    known.forget();
    JournalRecord.Draft draft = new JournalRecord.Draft(clocks.wall().instant(), actor, decision.events(), input);
    Optional<JournalRecord> record = commits.commit(decision.state(), loaded.version(), lease.epoch().orElseThrow(), draft);
    if (record.isEmpty()) {
      lease.doubt();
    } else {
      known.is(new Store.Versioned(decision.state(), record.get().version()), lease.epoch());
    }
    return record;
  }
}
