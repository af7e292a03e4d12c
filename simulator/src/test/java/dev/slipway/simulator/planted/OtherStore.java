package dev.slipway.simulator.planted;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A store that is right but for what is overridden. */
public class OtherStore implements Store {
  private final Store right;

  public OtherStore(Store right) {
    this.right = right;
  }

  @Override
  public List<TargetId> targets() {
    return right.targets();
  }

  @Override
  public Versioned load(TargetId target) {
    return right.load(target);
  }

  @Override
  public Optional<JournalRecord> commit(TargetState next, long expected, long epoch, JournalRecord.Draft draft) {
    return right.commit(next, expected, epoch, draft);
  }

  @Override
  public Optional<Long> lease(TargetId target, String owner, Duration length) {
    return right.lease(target, owner, length);
  }

  @Override
  public List<JournalRecord> journal(Optional<TargetId> target, long after, int most) {
    return right.journal(target, after, most);
  }
}
