package dev.slipway.server.compliance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.engine.journal.ReadAhead;
import dev.slipway.engine.journal.TrailRecord;
import dev.slipway.engine.proof.Checkpoint;
import dev.slipway.engine.proof.CitedTree;
import dev.slipway.engine.proof.ExportLines;
import dev.slipway.engine.proof.Hash;
import dev.slipway.engine.proof.SignedNote;
import dev.slipway.server.journal.JournalProof;
import dev.slipway.server.problem.Refused;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;

/** Makes reports from a journal, and has it signed. */
public final class Reports {
  private static final int PAGE_RECORDS = 1_000;

  private final JournalProof journal;

  public Reports(JournalProof journal) {
    this.journal = journal;
  }

  /**
   * Makes one.
   *
   * @param withEvidence whether the cited records come with it, each with what proves it
   */
  public Report of(Standard standard, ReportFilter filter, boolean withEvidence) {
    ReportMaker maker = new ReportMaker(filter);
    Optional<CitedTree> tree = withEvidence ? Optional.of(new CitedTree()) : Optional.empty();
    long read = pass(0, Long.MAX_VALUE, maker, tree);
    // What is to be signed has just been read, so that a server that has signed nothing yet need not read it twice.
    SignedNote note = journal.checkpoint();
    Checkpoint signed = Checkpoint.parse(note.text());
    long last = pass(read, signed.size(), maker, tree);
    must(last == signed.size() && tree.filter(t -> !t.root().equals(signed.root())).isEmpty(), signed);
    List<ObjectNode> evidence =
        tree.map(t -> maker.cited().stream().map(c -> proven(c.sequence(), t)).toList()).orElse(List.of());
    return maker.report(
        standard, new Report.Journal(signed.size(), signed.root().toString(), signed.at(), note.toString(), journal.key()), evidence);
  }

  /** Reads records on, with a sequence above {@code before}; the sequence of the last. */
  private long pass(long before, long to, ReportMaker maker, Optional<CitedTree> tree) {
    long read = before;
    CompletableFuture<Void> hashed = CompletableFuture.completedFuture(null);
    // Not the threads that pages are read ahead on: where there is but one of those, reading would wait for hashing.
    try (var hashing = Executors.newSingleThreadExecutor();
        var pages = new ReadAhead<>(journal::trail, TrailRecord::sequence, PAGE_RECORDS, before, to)) {
      while (pages.hasNext()) {
        List<TrailRecord> page = pages.next();
        BitSet cited = new BitSet();
        for (int i = 0; i < page.size(); i++) {
          cited.set(i, maker.next(page.get(i)));
        }
        read = page.getLast().sequence();
        await(hashed); // One page waits for its hashes at most.
        hashed = CompletableFuture.runAsync(() -> hash(page, cited, tree), hashing);
      }
    } finally {
      await(hashed);
    }
    return read;
  }

  private static void await(CompletableFuture<Void> hashed) {
    try {
      hashed.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void hash(List<TrailRecord> page, BitSet cited, Optional<CitedTree> tree) {
    if (tree.isEmpty() && !journal.wants(page.getFirst().sequence())) {
      return;
    }
    List<Hash> leaves = page.stream().map(r -> Hash.ofRecord(r.hash())).toList();
    tree.ifPresent(t -> grow(t, leaves, cited));
    journal.seen(page.getFirst().sequence(), leaves, tree);
  }

  private static void grow(CitedTree tree, List<Hash> leaves, BitSet cited) {
    for (int i = 0; i < leaves.size(); i++) {
      if (cited.get(i)) {
        tree.cite();
      }
      tree.add(leaves.get(i));
    }
  }

  private ObjectNode proven(long sequence, CitedTree tree) {
    return ExportLines.record(journal.kept(sequence - 1, 1).getFirst(), tree.path(sequence - 1));
  }

  private static void must(boolean same, Checkpoint signed) {
    if (!same) {
      throw new Refused(
          Refused.Kind.CONFLICT, "SLW-5137", "the journal is not the one of " + signed.size() + " records that was signed at " + signed.at()
              + ". No report was made; rollouts go on by the committed state", "Find out who changes it: slipway audit verify");
    }
  }
}
