package dev.slipway.server.journal;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A store that tells a feed of every commit. */
public final class TellingStore implements Store {
  private final Store store;
  private final JournalFeed feed;

  public TellingStore(Store store, JournalFeed feed) {
    this.store = store;
    this.feed = feed;
  }

  @Override
  public List<TargetId> targets() {
    return store.targets();
  }

  @Override
  public Versioned load(TargetId target) {
    return store.load(target);
  }

  @Override
  public Optional<JournalRecord> commit(TargetState next, long expected, long epoch, JournalRecord.Draft draft) {
    Optional<JournalRecord> record = store.commit(next, expected, epoch, draft);
    record.ifPresent(feed::committed);
    return record;
  }

  @Override
  public Optional<Long> lease(TargetId target, String owner, Duration length) {
    return store.lease(target, owner, length);
  }

  @Override
  public List<JournalRecord> journal(Optional<TargetId> target, long after, int most) {
    return store.journal(target, after, most);
  }
}
