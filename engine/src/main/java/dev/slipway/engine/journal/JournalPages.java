package dev.slipway.engine.journal;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Store;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A journal read page by page, so that its length never matters to memory. */
public final class JournalPages {
  private static final int PAGE_RECORDS = 500;

  private JournalPages() {}

  /** All records of one target, or of all when absent, oldest first; it ends where the journal ends when it gets there. */
  public static Stream<JournalRecord> stream(Store store, Optional<TargetId> target) {
    return stream(store, target, 0);
  }

  /** The same from the first record on with a sequence above {@code after}. */
  public static Stream<JournalRecord> stream(Store store, Optional<TargetId> target, long after) {
    return Stream.iterate(
            store.journal(target, after, PAGE_RECORDS),
            page -> !page.isEmpty(),
            page -> page.size() < PAGE_RECORDS ? List.<JournalRecord>of() : store.journal(target, page.getLast().sequence(), PAGE_RECORDS))
        .flatMap(List::stream);
  }

  /** Records of one target, or of all when absent, newest first, from sequence {@code from} down. */
  public static Stream<JournalRecord> backwards(Store store, Optional<TargetId> target, long from) {
    return Stream.iterate(from, last -> last > 0, last -> last - PAGE_RECORDS).flatMap(last -> window(store, target, last).stream());
  }

  private static List<JournalRecord> window(Store store, Optional<TargetId> target, long last) {
    return store.journal(target, Math.max(0, last - PAGE_RECORDS), PAGE_RECORDS).stream().filter(r -> r.sequence() <= last).toList()
        .reversed();
  }
}
