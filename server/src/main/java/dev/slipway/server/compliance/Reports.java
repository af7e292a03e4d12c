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
import java.util.concurrent.CompletableFuture;

/** Makes reports from a journal, and has it signed. */
public final class Reports {
  private static final int PAGE_RECORDS = 4_000;

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
    SignedNote note = journal.checkpoint();
    Checkpoint signed = Checkpoint.parse(note.text());
    ReportMaker maker = new ReportMaker(filter);
    CitedTree tree = new CitedTree();
    CompletableFuture<Void> hashed = CompletableFuture.completedFuture(null);
    try (var pages = new ReadAhead<>(journal::trail, TrailRecord::sequence, PAGE_RECORDS, signed.size())) {
      while (pages.hasNext()) {
        List<TrailRecord> page = pages.next();
        BitSet cited = new BitSet();
        for (int i = 0; i < page.size(); i++) {
          cited.set(i, maker.next(page.get(i)));
        }
        if (withEvidence) {
          hashed.join(); // One page waits for its hashes at most.
          hashed = CompletableFuture.runAsync(() -> grow(tree, page, cited));
        }
      }
    }
    hashed.join();
    must(!withEvidence || tree.size() == signed.size() && tree.root().equals(signed.root()), signed);
    List<ObjectNode> evidence = withEvidence ? maker.cited().stream().map(c -> proven(c.sequence(), tree)).toList() : List.of();
    return maker.report(
        standard, new Report.Journal(signed.size(), signed.root().toString(), signed.at(), note.toString(), journal.key()), evidence);
  }

  private static void grow(CitedTree tree, List<TrailRecord> page, BitSet cited) {
    for (int i = 0; i < page.size(); i++) {
      if (cited.get(i)) {
        tree.cite();
      }
      tree.add(Hash.ofRecord(page.get(i).hash()));
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
