package dev.slipway.server.journal;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Store;
import dev.slipway.engine.loop.Commits;
import dev.slipway.engine.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A store that tells a feed of every commit, and tells when its disk has failed. */
public final class TellingStore implements Store {
  private final Store store;
  private final JournalFeed feed;
  private final Consumer<StoreException> failed;

  /**
   * Over a store.
   *
   * @param failed called when it must not be written again by this process
   */
  public TellingStore(Store store, JournalFeed feed, Consumer<StoreException> failed) {
    this.store = store;
    this.feed = feed;
    this.failed = failed;
  }

  private <T> T written(Supplier<T> work) {
    try {
      return work.get();
    } catch (StoreException e) {
      if (e.endsTheProcess()) {
        failed.accept(e);
      }
      throw e;
    }
  }

  /** Those of users: where Slipway keeps things of its own, there is nothing to look after. */
  @Override
  public List<TargetId> targets() {
    return store.targets().stream().filter(t -> !t.administrative()).toList();
  }

  @Override
  public Versioned load(TargetId target) {
    return store.load(target);
  }

  @Override
  public Optional<JournalRecord> commit(TargetState next, long expected, long epoch, JournalRecord.Draft draft) {
    return telling(store::commit).commit(next, expected, epoch, draft);
  }

  /** Commits in this way, and tells of it. */
  public Commits telling(Commits commits) {
    return (next, expected, epoch, draft) -> {
      Optional<JournalRecord> record = written(() -> commits.commit(next, expected, epoch, draft));
      record.ifPresent(r -> feed.committed(r, next));
      return record;
    };
  }

  @Override
  public Optional<Long> lease(TargetId target, String owner, Duration length) {
    return written(() -> store.lease(target, owner, length));
  }

  @Override
  public List<JournalRecord> journal(Optional<TargetId> target, long after, int most) {
    return store.journal(target, after, most);
  }
}
