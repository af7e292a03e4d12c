package dev.slipway.engine.journal;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.rollout.Archive;
import dev.slipway.engine.codec.TimeText;
import dev.slipway.engine.journal.Verification.Broken;
import dev.slipway.engine.journal.Verification.Fault;
import dev.slipway.engine.journal.Verification.Head;
import dev.slipway.engine.journal.Verification.Intact;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Walks a whole journal and finds the first record that is not as it was written. A chain alone cannot tell that its end was cut off or that
 * all of it was written anew; heads that are known from elsewhere can.
 */
public final class JournalVerifier {
  private final Map<Long, String> known = new HashMap<>();
  private long sequence;
  private String hash = JournalRecord.GENESIS;
  private final ArchivedLeaves archived;

  private JournalVerifier(List<Head> heads, Supplier<List<Archive>> archives) {
    heads.forEach(h -> known.put(h.sequence(), h.hash()));
    archived = new ArchivedLeaves(archives);
  }

  /**
   * Verifies.
   *
   * @param records of all targets, from the first on
   * @param heads records known from elsewhere, in any order
   */
  public static Verification verify(Stream<JournalRecord> records, List<Head> heads) {
    return verifyKept(records.map(r -> List.of(KeptRecord.of(r))).iterator(), heads, List::of);
  }

  /**
   * Verifies records as they are kept.
   *
   * @param pages of all targets' records, from the first on; what one page needs of the processor is shared out
   * @param heads records known from elsewhere, in any order
   */
  public static Verification verifyKept(Iterator<List<KeptRecord>> pages, List<Head> heads, Supplier<List<Archive>> archives) {
    JournalVerifier verifier = new JournalVerifier(heads, archives);
    while (pages.hasNext()) {
      List<KeptRecord> page = pages.next();
      List<Optional<String>> faults = page.parallelStream().map(JournalVerifier::fault).toList();
      for (int i = 0; i < page.size(); i++) {
        Optional<Broken> broken = verifier.next(page.get(i), faults.get(i));
        if (broken.isPresent()) {
          return broken.get();
        }
      }
    }
    return verifier.end();
  }

  /** What is wrong with a record by itself. */
  private static Optional<String> fault(KeptRecord r) {
    if (r.archived()) {
      return Optional.empty();
    }
    try {
      Instant at = TimeText.instant(r.at());
      if (!Chain.hash(r, at).equals(r.hash()) || !at.toString().equals(r.at())) {
        return Optional.of("the record's hash is not that of its fields");
      }
    } catch (DateTimeException e) {
      return Optional.of("its moment is none: " + r.at());
    }
    return r.marks() == KeptRecord.marks(r.events()) ? Optional.empty()
        : Optional.of("it is " + (r.marks() ? "" : "not ") + "listed among those that begin or end a rollout");
  }

  private Optional<Broken> next(KeptRecord r, Optional<String> fault) {
    long expected = sequence + 1;
    if (fault.isPresent()) {
      return Optional.of(new Broken(expected, Fault.EDITED, fault.get()));
    }
    if (r.sequence() != expected) {
      return Optional.of(new Broken(expected, Fault.GAP, "record " + r.sequence() + " stands where " + expected + " should"));
    }
    if (!r.archived() && !r.previous().equals(hash)) {
      return Optional.of(new Broken(expected, Fault.FORKED, "it follows a record with hash " + r.previous() + ", but the one before has " + hash));
    }
    String wanted = known.remove(expected);
    if (wanted != null && !wanted.equals(r.hash())) {
      return Optional.of(new Broken(expected, Fault.FORKED, "its hash is " + r.hash() + "; it was known to be " + wanted));
    }
    sequence = expected;
    hash = r.hash();
    return archived.next(r);
  }

  private Verification end() {
    Optional<Long> missing = known.keySet().stream().min(Long::compare);
    if (missing.isPresent()) {
      return new Broken(sequence + 1, Fault.CUT, "it ends with record " + sequence + ", but record " + missing.get() + " is known to have been written");
    }
    return new Intact(sequence, sequence == 0 ? Optional.empty() : Optional.of(new Head(sequence, hash)), archived.count());
  }
}
