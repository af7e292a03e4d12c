package dev.slipway.server.replay;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Store;
import dev.slipway.engine.codec.CodecException;
import dev.slipway.engine.journal.Chain;
import dev.slipway.engine.journal.JournalPages;
import dev.slipway.engine.journal.Replay;
import dev.slipway.engine.store.Archived;
import dev.slipway.server.problem.Refused;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** Goes through a target's journal from its first record on and decides each again. One goes at a time, for it takes a core. */
public final class Walk {
  private static final long MOST_WAIT_SECONDS = 20;

  private final Store store;
  private final Elsewhere elsewhere;
  private final Semaphore one = new Semaphore(1);

  /** Over one store, from where its archives end. */
  public Walk(Store store, Elsewhere elsewhere) {
    this.store = store;
    this.elsewhere = elsewhere;
  }

  /**
   * One record decided again.
   *
   * @param before the state it was decided from
   * @param after where it led, which is {@code before} where it differs
   * @param differs how what is written differs from what is decided now
   */
  record Seen(JournalRecord record, Optional<TargetState> before, Optional<TargetState> after, Optional<String> differs) {}

  /**
   * Walks until {@code onwards} says no or the journal ends.
   *
   * @return how many records were seen
   * @throws Refused when a record is missing on the way
   */
  long through(TargetId target, Predicate<Seen> onwards) {
    begin();
    try {
      return walk(target, onwards);
    } finally {
      one.release();
    }
  }

  private void begin() {
    try {
      if (one.tryAcquire(MOST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new Refused(Refused.Kind.AWAY, "SLW-5134", "the journal is being decided again for somebody else, who takes long",
        "Try again in a minute");
  }

  /**
   * Where a target stood after a record.
   *
   * @throws Refused when it cannot be decided again up to there
   */
  public Archived.Stood stood(TargetId target, long sequence) {
    AtomicReference<Optional<Archived.Stood>> found = new AtomicReference<>(Optional.empty());
    long unused = through(target, seen -> {
      JournalRecord record = seen.record();
      if (seen.differs().isEmpty() && record.sequence() == sequence) {
        found.set(seen.after().map(state -> new Archived.Stood(state, record.version(), sequence)));
      }
      return record.sequence() < sequence;
    });
    return found.get().orElseThrow(() -> new Refused(Refused.Kind.CONFLICT, "SLW-5157", "the records of " + target + " up to " + sequence
        + " are not decided again as they are written, so that nothing after them could be explained without them. Nothing was taken away",
        "See: slipway audit explain last " + target));
  }

  private long walk(TargetId target, Predicate<Seen> onwards) {
    Optional<Archived.Stood> from = elsewhere.stood().apply(target);
    Replay replay = from.map(s -> Replay.from(s.state(), s.version())).orElseGet(Replay::begin);
    long count = 0;
    for (Iterator<JournalRecord> each = JournalPages.stream(store, Optional.of(target), from.map(Archived.Stood::sequence).orElse(0L))
        .iterator(); each.hasNext(); ) {
      JournalRecord record = each.next();
      if (!replay.follows(record)) {
        throw cut(target, "before record " + record.sequence() + " at least one record of " + target + " is missing");
      }
      Optional<TargetState> before = replay.state(target);
      Optional<String> differs = differs(replay, record);
      count++;
      if (!onwards.test(new Seen(record, before, replay.state(target), differs)) || differs.isPresent()) {
        return count;
      }
    }
    return count;
  }

  private static Optional<String> differs(Replay replay, JournalRecord record) {
    try {
      return replay.next(record).or(() -> edited(record));
    } catch (CodecException e) {
      return Optional.of("what it was decided from cannot be read, as where another version of Slipway wrote it: " + e.getMessage());
    }
  }

  /** What was edited may by chance lead to the same decision. */
  private static Optional<String> edited(JournalRecord record) {
    return Chain.hash(record).equals(record.hash()) ? Optional.empty() : Optional.of("the record's hash is not that of its fields");
  }

  static Refused cut(TargetId target, String how) {
    return new Refused(
        Refused.Kind.CONFLICT, "SLW-5133", "the journal is cut: " + how + ", so nothing after it can be decided again. Rollouts of "
            + target
            + " go on by the committed state",
        "See what is missing: slipway audit verify");
  }
}
