package dev.slipway.simulator.planted;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Store;
import java.util.Optional;

/** A way back is never committed, as if the store did not answer. */
final class Panicky extends OtherStore {
  Panicky(Store right) {
    super(right);
  }

  @Override
  public Optional<JournalRecord> commit(TargetState next, long expected, long epoch, JournalRecord.Draft draft) {
    if (draft.events().stream().anyMatch(e -> e instanceof Event.WentBack)) {
      throw new OutsideException("SLW-5031", "the database does not answer");
    }
    return super.commit(next, expected, epoch, draft);
  }
}
