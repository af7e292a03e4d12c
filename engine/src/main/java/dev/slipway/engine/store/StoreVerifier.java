package dev.slipway.engine.store;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.engine.journal.Chain;
import dev.slipway.engine.journal.JournalPages;
import dev.slipway.engine.journal.JournalVerifier;
import dev.slipway.engine.journal.Verification;
import dev.slipway.engine.journal.Verification.Broken;
import dev.slipway.engine.journal.Verification.Fault;
import dev.slipway.engine.journal.Verification.Head;
import dev.slipway.engine.journal.Verification.Intact;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** Verifies a journal against itself and against the states kept beside it, which know of records that were cut off its end. */
final class StoreVerifier {
  private StoreVerifier() {}

  /** Looks at states, all of them as they were at one moment. */
  @FunctionalInterface
  interface Snapshot {
    Optional<Broken> of(Function<Handle, Optional<Broken>> look);
  }

  /** Of what one handle sees, in the transaction that it is in. */
  static Verification verify(Handle handle) {
    return verify((target, after, most) -> JournalTable.page(handle, target, after, most), look -> look.apply(handle), List.of());
  }

  static Verification verify(JournalPages.Source pages, Snapshot snapshot, List<Head> heads) {
    Verification journal = journal(pages, heads);
    return switch (journal) {
      case Broken b -> b;
      case Intact i -> snapshot.of(h -> states(h, i)).<Verification>map(b -> b).orElse(i);
    };
  }

  private static Verification journal(JournalPages.Source pages, List<Head> heads) {
    try {
      return JournalVerifier.verify(JournalPages.stream(pages, Optional.empty(), 0), heads);
    } catch (DamagedRecordException e) {
      Verification before = JournalVerifier.verify(before(pages, e.sequence()), List.of());
      return before instanceof Broken b ? b : new Broken(e.sequence(), Fault.EDITED, e.said());
    }
  }

  /** The records before a damaged one, read one at a time, for a page that holds it cannot be read. */
  private static Stream<JournalRecord> before(JournalPages.Source pages, long damaged) {
    return Stream.iterate(1L, s -> s < damaged, s -> s + 1).flatMap(s -> pages.journal(Optional.empty(), s - 1, 1).stream());
  }

  private static Optional<Broken> states(Handle handle, Intact journal) {
    for (StateTable.Kept kept : StateTable.all(handle)) {
      Optional<JournalRecord> last = JournalTable.last(handle, kept.target());
      if (last.isEmpty() || last.get().version() < kept.version()) {
        String detail = "the state of " + kept.target() + " has version " + kept.version() + ", the journal ends with "
            + last.map(JournalRecord::version).orElse(0L);
        return Optional.of(new Broken(journal.records() + 1, Fault.CUT, detail));
      }
      if (!last.get().stateDigest().equals(Chain.digest(kept.state()))) {
        return Optional.of(
            new Broken(last.get().sequence(), Fault.EDITED, "the state of " + kept.target() + " is not the one that this record led to"));
      }
    }
    return Optional.empty();
  }
}
