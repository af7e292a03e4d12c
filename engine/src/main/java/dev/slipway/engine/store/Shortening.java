package dev.slipway.engine.store;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.Archive;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.RolloutId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.engine.codec.CoreJson;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Finds how much of a target's journal nobody needs any more. */
final class Shortening {
  private static final int PAGE_RECORDS = 500;
  private static final int SECONDS_LENGTH = "2025-01-01T00:00:00".length();

  private final Handle handle;
  private final TargetId target;
  private final long after;
  private final Instant before;
  private final int releases;
  private final Set<ReleaseId> promoted = new HashSet<>();
  private final Set<RolloutId> endedWell = new HashSet<>();

  Shortening(Handle handle, TargetId target, long after, Instant before, int releases) {
    this.handle = handle;
    this.target = target;
    this.after = after;
    this.before = before;
    this.releases = releases;
  }

  Optional<Archive.Part> part() {
    Optional<JournalTable.Reached> last = JournalTable.reached(handle, target);
    // Who may do what is known from all that was ever said of it.
    return last.isEmpty() || target.administrative() ? Optional.empty() : part(last.get().sequence());
  }

  private Optional<Archive.Part> part(long last) {
    long needed = Math.min(last, firstNeeded());
    boolean gone = takenDown();
    long through = gone && needed == last ? last - 1 : lastBefore(needed, gone);
    long records = ArchivedTable.whole(handle, target, after, through);
    return records == 0 ? Optional.empty() : Optional.of(new Archive.Part(target, after, through, records));
  }

  /** Nothing runs that could be gone back to, and its last record says so. */
  private boolean takenDown() {
    TargetState state = StateTable.load(handle, target).state();
    return state.stable().isEmpty() && state.rollout().isEmpty() && state.queued().isEmpty();
  }

  /** Of what is too young, and of what is read again for somebody who is to be told. */
  private long firstNeeded() {
    return handle.createQuery("""
            select min(first) from (
              select min(sequence) as first from journal where target = :target and substr(at, 1, :length) >= :before
              union all select min(begun) from lanes where target = :target
              union all select min(begun) from dead_letters where target = :target) needed""")
        .bind("target", target.toString()).bind("length", SECONDS_LENGTH)
        .bind("before", before.toString().substring(0, SECONDS_LENGTH))
        .map((row, c) -> row.getObject(1) == null ? Long.MAX_VALUE : row.getLong(1)).one();
  }

  /** The last record before a rollout that begins no later than what is needed, with the releases to go back to after it; else 0. */
  private long lastBefore(long needed, boolean gone) {
    record Mark(long sequence, List<Event> events) {}
    long below = Long.MAX_VALUE;
    List<Mark> page;
    do {
      page = handle.createQuery("select sequence, events from journal where target = ? and marks_rollout = 1 and sequence < ? "
              + "order by sequence desc limit ?").bind(0, target.toString()).bind(1, below).bind(2, PAGE_RECORDS)
          .map((row, c) -> new Mark(row.getLong(1), CoreJson.readEvents(row.getString(2)))).list();
      for (Mark mark : page) {
        if (begins(mark.events()) && mark.sequence() <= needed && (gone || promoted.size() >= releases)) {
          return mark.sequence() - 1;
        }
        below = mark.sequence();
      }
    } while (page.size() == PAGE_RECORDS);
    return 0;
  }

  /** Whether a rollout begins here; remembers what was promoted by those after it. */
  private boolean begins(List<Event> events) {
    boolean begins = false;
    for (Event event : events.reversed()) {
      if (event instanceof Event.RolloutStarted started) {
        begins = true;
        if (endedWell.remove(started.id())) {
          promoted.add(started.to());
        }
      } else if (event instanceof Event.RolloutEnded ended && ended.outcome() == Event.Outcome.PROMOTED) {
        endedWell.add(ended.id());
      }
    }
    return begins;
  }
}
