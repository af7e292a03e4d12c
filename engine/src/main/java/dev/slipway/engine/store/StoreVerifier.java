package dev.slipway.engine.store;

import dev.slipway.core.rollout.Archive;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.journal.Chain;
import dev.slipway.engine.journal.JournalVerifier;
import dev.slipway.engine.journal.KeptRecord;
import dev.slipway.engine.journal.ReadAhead;
import dev.slipway.engine.journal.Verification;
import dev.slipway.engine.journal.Verification.Broken;
import dev.slipway.engine.journal.Verification.Fault;
import dev.slipway.engine.journal.Verification.Head;
import dev.slipway.engine.journal.Verification.Intact;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** Verifies a journal against itself and against the states kept beside it, which know of records that were cut off its end. */
final class StoreVerifier {
  private static final int PAGE_RECORDS = 1_000;

  private StoreVerifier() {}

  /** Looks at states, all of them as they were at one moment. */
  @FunctionalInterface
  interface Snapshot {
    Optional<Broken> of(Function<Handle, Optional<Broken>> look);
  }

  /** Of what one handle sees, in the transaction that it is in. */
  static Verification verify(Handle handle, List<Head> heads) {
    List<Archive> archives = JournalTable.archives(handle);
    return verify((after, most) -> JournalTable.kept(handle, after, most), look -> look.apply(handle), () -> archives, heads);
  }

  static Verification verify(
      ReadAhead.Source<KeptRecord> source, Snapshot snapshot, Supplier<List<Archive>> archives, List<Head> heads) {
    return switch (journal(source, heads, archives)) {
      case Broken b -> b;
      case Intact i -> snapshot.of(h -> states(h, i)).<Verification>map(b -> b).orElse(i);
    };
  }

  private static Verification journal(ReadAhead.Source<KeptRecord> source, List<Head> heads, Supplier<List<Archive>> archives) {
    try (ReadAhead<KeptRecord> pages = new ReadAhead<>(source, KeptRecord::sequence, PAGE_RECORDS, Long.MAX_VALUE)) {
      return JournalVerifier.verifyKept(pages, heads, archives);
    }
  }

  private static Optional<Broken> states(Handle handle, Intact journal) {
    for (StateTable.Kept kept : StateTable.all(handle)) {
      Optional<Broken> broken = state(handle, kept, journal);
      if (broken.isPresent()) {
        return broken;
      }
    }
    return JournalTable.stateless(handle).map(r -> new Broken(
        r.sequence(), Fault.EDITED, "no state is kept of " + r.target() + ", of which this record and perhaps others tell"));
  }

  private static Optional<Broken> state(Handle handle, StateTable.Kept kept, Intact journal) {
    TargetId target = kept.target();
    Optional<JournalTable.Reached> last = JournalTable.reached(handle, target);
    if (last.isEmpty() || last.get().version() < kept.version()) {
      String detail = "the state of " + target + " has version " + kept.version() + ", the journal ends with "
          + last.map(JournalTable.Reached::version).orElse(0L);
      return Optional.of(new Broken(journal.records() + 1, Fault.CUT, detail));
    }
    if (last.get().version() != kept.version() || !last.get().stateDigest().equals(Chain.digest(kept.state()))) {
      return Optional.of(
          new Broken(last.get().sequence(), Fault.EDITED, "the state of " + target + " is not the one that this record led to"));
    }
    return Optional.empty();
  }
}
