package dev.slipway.engine.loop;

import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Store;
import java.util.Optional;

/** What a loop knows to be committed of its target, and under which lease it came to know it. Not thread-safe. */
final class Known {
  private Optional<Store.Versioned> committed = Optional.empty();
  private Optional<Store.Versioned> before = Optional.empty();
  private Optional<Long> epoch = Optional.empty();

  void is(Store.Versioned now, Optional<Long> under) {
    committed = Optional.of(now);
    before = committed;
    epoch = under;
  }

  /** A commit is under way: until its answer nobody knows what is committed. */
  void forget() {
    committed = Optional.empty();
  }

  /** What is committed, as surely as if the store were asked: known under the lease that still lasts. */
  Optional<Store.Versioned> under(Optional<Long> lease) {
    return lease.isPresent() && lease.equals(epoch) ? committed : Optional.empty();
  }

  /** What was committed when it was last known, for a store that does not answer. */
  Optional<TargetState> last() {
    return committed.map(Store.Versioned::state);
  }

  /** The last that was surely committed; whether one after it was, nobody knows. */
  Optional<TargetState> sure() {
    return before.map(Store.Versioned::state);
  }
}
