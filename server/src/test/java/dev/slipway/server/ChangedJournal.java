package dev.slipway.server;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A store whose journal is another. */
record ChangedJournal(Store store, List<JournalRecord> records) implements Store {
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
    return store.commit(next, expected, epoch, draft);
  }

  @Override
  public Optional<Long> lease(TargetId target, String owner, Duration length) {
    return store.lease(target, owner, length);
  }

  @Override
  public List<JournalRecord> journal(Optional<TargetId> target, long after, int most) {
    return records.stream().filter(r -> r.sequence() > after && (target.isEmpty() || target.get().equals(r.target()))).limit(most)
        .toList();
  }
}
