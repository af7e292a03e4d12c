package dev.slipway.server.access;

import dev.slipway.core.access.AccessState;
import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Store;
import java.util.List;
import java.util.Optional;

/**
 * Who may do what, as the journal says now. What another server on the same store has committed counts from its commit on, because the
 * records since the last look are read before every answer: none as a rule, by an index.
 */
public final class AccessBook {
  private static final int PAGE = 200;

  private final Store store;
  private AccessState state = AccessState.NONE;
  private long sequence;

  public AccessBook(Store store) {
    this.store = store;
  }

  /** What is committed. */
  public synchronized AccessState now() {
    List<JournalRecord> page;
    do {
      page = store.journal(Optional.of(TargetId.ACCESS), sequence, PAGE);
      page.forEach(this::take);
    } while (page.size() == PAGE);
    return state;
  }

  private void take(JournalRecord record) {
    for (Event event : record.events()) {
      if (event instanceof Event.AccessChanged changed) {
        state = state.after(changed.change());
      }
    }
    sequence = record.sequence();
  }
}
