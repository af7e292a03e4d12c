package dev.slipway.server.replay;

import dev.slipway.core.analysis.Verdict;
import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Cause;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Store;
import dev.slipway.engine.journal.JournalPages;
import dev.slipway.server.journal.Past;
import dev.slipway.server.problem.Refused;
import dev.slipway.server.view.Words;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the record that somebody means by a sequence number, by {@code last}, or by rollout and step. */
final class VerdictFinder {
  private final Store store;
  private final Past past;
  private final Elsewhere elsewhere;

  VerdictFinder(Store store, Past past, Elsewhere elsewhere) {
    this.store = store;
    this.past = past;
    this.elsewhere = elsewhere;
  }

  JournalRecord find(String verdict, Optional<TargetId> target) {
    if (verdict.equals("last")) {
      return newestFirst(target, end(target)).filter(VerdictFinder::speaks).findFirst().orElseThrow(() -> none("there is no verdict yet"));
    }
    if (verdict.matches("#?[1-9][0-9]{0,8}/[1-9][0-9]{0,3}")) {
      String[] parts = verdict.replace("#", "").split("/");
      return ofStep(only(target), Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
    }
    if (verdict.matches("[1-9][0-9]{0,17}")) {
      return numbered(Long.parseLong(verdict));
    }
    throw new Refused(
        Refused.Kind.WRONG, "SLW-5101", "\"" + verdict + "\" names no verdict. Nothing changed",
            "Say the number of a journal record, last, or ROLLOUT/STEP as 3/2");
  }

  /**
   * The verdict that a record holds; a way back by verdict that holds none by itself was decided on one that is neither passing nor
   * failing.
   */
  static Optional<Verdict> spoken(JournalRecord record) {
    return record.events().stream().filter(Event.Judged.class::isInstance).map(e -> ((Event.Judged) e).verdict()).findFirst();
  }

  /** Why a record turned the rollout round by verdict, where it did. */
  static Optional<Cause.Judged> turned(JournalRecord record) {
    return record.events().stream()
        .flatMap(e -> e instanceof Event.WentBack back && back.cause() instanceof Cause.Judged judged ? Stream.of(judged) : Stream.empty())
        .findFirst();
  }

  private static boolean speaks(JournalRecord record) {
    return spoken(record).isPresent() || turned(record).isPresent();
  }

  private JournalRecord numbered(long sequence) {
    if (elsewhere.holds().test(sequence)) {
      throw none("record " + sequence + " is in an archive, and what it was decided from is not here any more");
    }
    Optional<JournalRecord> found = store.journal(Optional.empty(), sequence - 1, 1).stream().findFirst();
    if (found.isEmpty()) {
      refuseCut();
      throw none("there is no record " + sequence + "; the journal ends with record " + end(Optional.empty()));
    }
    if (found.get().sequence() != sequence) {
      throw Walk.cut(found.get().target(), "record " + sequence + " is missing");
    }
    if (!speaks(found.get())) {
      throw none("record " + sequence + " is no verdict. Nearest are: " + nearest(sequence));
    }
    return found.get();
  }

  /** The states kept beside the journal know how many records there must be. */
  private void refuseCut() {
    for (TargetId target : store.targets()) {
      long kept = store.load(target).version();
      long last = newestFirst(Optional.of(target), end(Optional.of(target))).findFirst().map(JournalRecord::version).orElse(0L);
      if (last < kept) {
        throw Walk.cut(target, "its last record of " + target + " is version " + last + ", but version " + kept + " was committed");
      }
    }
  }

  private JournalRecord ofStep(TargetId target, long rollout, int step) {
    Optional<JournalRecord> found = Optional.empty();
    for (Iterator<JournalRecord> each = newestFirst(Optional.of(target), end(Optional.of(target))).iterator(); each.hasNext(); ) {
      JournalRecord record = each.next();
      if (found.isEmpty() && judges(record, step)) {
        found = Optional.of(record);
      }
      Optional<Long> started = Series.started(record);
      if (started.isPresent() && started.get() == rollout) {
        return found.orElseThrow(() -> none("rollout " + rollout + " of " + target + " has no verdict on step " + step));
      }
      found = started.isPresent() ? Optional.empty() : found;
    }
    throw none("there is no rollout " + rollout + " of " + target
        + (elsewhere.stood().apply(target).isPresent() ? ", or it is in an archive" : ""));
  }

  private static boolean judges(JournalRecord record, int step) {
    return record.events().stream().anyMatch(e -> e instanceof Event.Judged judged && judged.step() + 1 == step);
  }

  private String nearest(long sequence) {
    List<JournalRecord> near = new ArrayList<>(newestFirst(Optional.empty(), sequence).filter(VerdictFinder::speaks).limit(2).toList()
        .reversed());
    near.addAll(JournalPages.stream(store, Optional.empty(), sequence).filter(VerdictFinder::speaks).limit(2).toList());
    return near.isEmpty() ? "none" : String.join(", ", near.stream().map(VerdictFinder::named).toList());
  }

  private static String named(JournalRecord record) {
    return record.sequence() + " (" + spoken(record).map(Words::of).orElse("rolled-back").replace('-', ' ') + ")";
  }

  private TargetId only(Optional<TargetId> target) {
    List<TargetId> all = store.targets();
    if (target.isEmpty() && all.size() != 1) {
      throw new Refused(Refused.Kind.WRONG, "SLW-5101", "a rollout's number means nothing without its target. Nothing changed",
          "Say which: SERVICE/ENV");
    }
    return target.orElseGet(all::getFirst);
  }

  private Stream<JournalRecord> newestFirst(Optional<TargetId> target, long from) {
    return JournalPages.backwards(store, target, from);
  }

  private long end(Optional<TargetId> target) {
    return target.isPresent() ? past.sequence(target.get()) : store.targets().stream().mapToLong(past::sequence).max().orElse(0);
  }

  private static Refused none(String said) {
    return new Refused(Refused.Kind.UNKNOWN, "SLW-5131", said,
        "Verdicts are the records that say passing, failing, inconclusive, no data or error: slipway audit list");
  }
}
