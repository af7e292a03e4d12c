package dev.slipway.server.retention;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Archive;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.store.Archived;
import dev.slipway.engine.store.StateStore;
import dev.slipway.server.view.ArchivedView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is in archives, as the journal says now, whichever server wrote it there. */
public final class ArchiveBook {
  private static final int PAGE = 200;

  private final StateStore store;
  private final List<Entry> entries = new ArrayList<>();
  private long sequence;

  /** An archive, and who said when that it is kept. */
  record Entry(Event.Shortened said, Instant at) {
    Archive archive() {
      return said.archive();
    }
  }

  public ArchiveBook(StateStore store) {
    this.store = store;
  }

  /** All of them, oldest first. */
  synchronized List<Entry> now() {
    List<JournalRecord> page;
    do {
      page = store.journal(Optional.of(TargetId.ACCESS), sequence, PAGE);
      page.forEach(this::take);
    } while (page.size() == PAGE);
    return List.copyOf(entries);
  }

  private void take(JournalRecord record) {
    for (Event event : record.events()) {
      if (event instanceof Event.Shortened shortened) {
        entries.add(new Entry(shortened, record.at()));
      }
    }
    sequence = record.sequence();
  }

  /** Where what records say to be in archives of a target ends; 0 where nothing is. */
  long through(TargetId target) {
    return now().stream().flatMap(e -> e.archive().parts().stream()).filter(p -> p.target().equals(target))
        .mapToLong(Archive.Part::through).max().orElse(0);
  }

  /**
   * What is in archives of these targets, of the time from one moment to before another; nothing where that is nothing.
   *
   * @param targets those that somebody asks about and may see
   */
  public Optional<ArchivedView> of(Predicate<TargetId> targets, Instant from, Instant to) {
    List<Entry> all = now();
    List<TargetId> wanted = all.stream().flatMap(e -> e.archive().parts().stream()).map(Archive.Part::target).distinct().filter(targets)
        .toList();
    Archived archived = store.archived();
    long records = wanted.stream().mapToLong(t -> archived.count(Optional.of(t), from, to)).sum();
    return records == 0 ? Optional.empty() : Optional.of(new ArchivedView(records, all.stream()
        .filter(e -> e.archive().before().isAfter(from) && e.archive().parts().stream().anyMatch(p -> wanted.contains(p.target())))
        .map(e -> ArchivedView.OfFile.of(e.said(), e.at())).toList()));
  }

  /** The same of all time. */
  public Optional<ArchivedView> of(Predicate<TargetId> targets) {
    return of(targets, Instant.EPOCH, Instant.MAX);
  }
}
