package dev.slipway.server.outbox;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Notice;
import dev.slipway.engine.store.Deliveries.Mark;
import dev.slipway.engine.store.StateStore;
import dev.slipway.notifications.Story;
import java.util.List;
import java.util.Optional;

/** Reads a target's journal as what is told of it. */
final class Reading {
  private static final int PAGE_RECORDS = 50;

  private final StateStore store;
  private final TargetId target;
  private Story story = Story.START;
  private long read;

  /** From a mark on: the rollout that it is in is read again, and nothing of it told twice. */
  Reading(StateStore store, TargetId target, Mark from) {
    this.store = store;
    this.target = target;
    this.read = Math.max(0, from.begun() - 1);
  }

  /** One record with its notices, and the story after it. */
  record Step(JournalRecord record, Story.Page page) {
    Mark mark(int part) {
      return new Mark(page.after().begun(), record.sequence(), part);
    }
  }

  /** What comes next, at most a page of it; empty at the journal's end. */
  List<JournalRecord> page() {
    return store.journal(Optional.of(target), read, PAGE_RECORDS);
  }

  Step look(JournalRecord record) {
    return new Step(record, story.next(record, this::release));
  }

  /** All of a record was told or passed over. */
  void passed(Step step) {
    story = step.page().after();
    read = step.record().sequence();
  }

  long read() {
    return read;
  }

  Story story() {
    return story;
  }

  private Optional<Release> release(ReleaseId id) {
    return store.release(target, id);
  }

  /** One notice of long ago, as it was or would have been told. */
  static Optional<Notice> again(StateStore store, TargetId target, Mark mark) {
    Reading reading = new Reading(store, target, mark);
    for (List<JournalRecord> page = reading.page(); !page.isEmpty() && reading.read() < mark.sequence(); page = reading.page()) {
      for (JournalRecord record : page) {
        Step step = reading.look(record);
        if (record.sequence() == mark.sequence()) {
          return step.page().notices().stream().skip(mark.part()).findFirst();
        }
        reading.passed(step);
      }
    }
    return Optional.empty();
  }
}
