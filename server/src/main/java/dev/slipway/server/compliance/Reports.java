package dev.slipway.server.compliance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.engine.journal.TrailRecord;
import dev.slipway.engine.proof.Checkpoint;
import dev.slipway.engine.proof.CitedTree;
import dev.slipway.engine.proof.ExportLines;
import dev.slipway.engine.proof.Hash;
import dev.slipway.engine.proof.SignedNote;
import dev.slipway.engine.store.StateStore;
import dev.slipway.server.journal.JournalProof;
import dev.slipway.server.problem.Refused;
import java.util.List;

/** Makes reports from what a store has kept, and has the journal signed that they are made from. */
public final class Reports {
  private static final int PAGE_RECORDS = 5_000;

  private final StateStore store;
  private final JournalProof proof;

  public Reports(StateStore store, JournalProof proof) {
    this.store = store;
    this.proof = proof;
  }

  /**
   * Makes one.
   *
   * @param withEvidence whether the cited records come with it, each with what proves it
   */
  public Report of(Standard standard, ReportFilter filter, boolean withEvidence) {
    SignedNote note = proof.checkpoint();
    Checkpoint signed = Checkpoint.parse(note.text());
    ReportMaker maker = new ReportMaker(filter);
    CitedTree tree = new CitedTree();
    for (long read = 0; read < signed.size();) {
      List<TrailRecord> page = store.trail(read, (int) Math.min(PAGE_RECORDS, signed.size() - read));
      if (page.isEmpty()) {
        break;
      }
      for (TrailRecord record : page) {
        boolean cited = maker.next(record);
        if (withEvidence) {
          grow(tree, record, cited);
        }
      }
      read = page.getLast().sequence();
    }
    must(!withEvidence || tree.size() == signed.size() && tree.root().equals(signed.root()), signed);
    List<Report.OfControl> controls = maker.controls(standard);
    List<ObjectNode> evidence = withEvidence ? maker.cited().stream().map(c -> proven(c.sequence(), tree)).toList() : List.of();
    Report.Journal journal = new Report.Journal(signed.size(), signed.root().toString(), signed.at(), note.toString(), proof.key());
    return new Report(standard.word(), standard.title(), filter.from(), filter.to(), filter.service(), filter.environment(), journal,
        maker.records(), maker.delivery(), controls, List.copyOf(maker.cited()), evidence);
  }

  private static void grow(CitedTree tree, TrailRecord record, boolean cited) {
    if (cited) {
      tree.cite();
    }
    tree.add(Hash.ofRecord(record.hash()));
  }

  private ObjectNode proven(long sequence, CitedTree tree) {
    return ExportLines.record(store.kept(sequence - 1, 1).getFirst(), tree.path(sequence - 1));
  }

  private static void must(boolean same, Checkpoint signed) {
    if (!same) {
      throw new Refused(
          Refused.Kind.CONFLICT, "SLW-5137", "the journal is not the one of " + signed.size() + " records that was signed at " + signed.at()
              + ". No report was made; rollouts go on by the committed state", "Find out who changes it: slipway audit verify");
    }
  }
}
