package dev.slipway.server.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.engine.journal.KeptRecord;
import dev.slipway.engine.proof.ExportLines;
import dev.slipway.engine.proof.Hash;
import dev.slipway.engine.proof.WholeTree;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.function.Function;

/** Writes a journal, or a part of it, so that others can read and prove it. */
public final class JournalExport {
  private final KeptJournal journal;
  private final ExportFilter filter;
  private final Appendable out;
  private long written;
  private long archived;

  private JournalExport(KeptJournal journal, ExportFilter filter, Appendable out) {
    this.journal = journal;
    this.filter = filter;
    this.out = out;
  }

  /** What it is written as. */
  public enum Form {
    /** Lines of JSON with proof ({@link ExportLines}). */
    JSONL,
    /** RFC 4180, for spreadsheets; it proves nothing by itself. */
    CSV;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Writes it.
   *
   * @param get asks the server for a path of its API
   * @return how many
   */
  public static Written write(Function<String, JsonNode> get, ExportFilter filter, Form form, Appendable out) throws IOException {
    JournalExport export = new JournalExport(KeptJournal.of(get), filter, out);
    switch (form) {
      case JSONL -> export.lines();
      case CSV -> export.table();
    }
    return new Written(export.written, export.archived);
  }

  /**
   * What was written.
   *
   * @param records as they are
   * @param archived how many more are in archives: in an export of all their hashes stand in their place
   */
  public record Written(long records, long archived) {}

  private void lines() throws IOException {
    line((filter.all() ? ExportLines.head(true, filter.words())
        : ExportLines.head(filter.words(), journal.checkpoint().size())).toString());
    WholeTree tree = filter.all() ? new WholeTree() : tree();
    for (Iterator<KeptRecord> records = journal.records().iterator(); records.hasNext();) {
      KeptRecord record = records.next();
      if (wants(record) || filter.all()) {
        line((filter.all() ? ExportLines.record(record)
            : ExportLines.record(record, tree.inclusion(Math.toIntExact(record.sequence() - 1), tree.size()))).toString());
      }
    }
    line(ExportLines.end(journal.note()).toString());
  }

  private boolean wants(KeptRecord record) {
    boolean wanted = filter.wants(record);
    archived += wanted && record.archived() ? 1 : 0;
    written += wanted && !record.archived() ? 1 : 0;
    return wanted && !record.archived();
  }

  /** Paths need every hash before the first can be written; records are read a second time rather than held. */
  private WholeTree tree() {
    WholeTree tree = new WholeTree();
    journal.records().forEach(r -> tree.add(Hash.ofRecord(r.hash())));
    return tree;
  }

  private void table() throws IOException {
    out.append(Csv.row(Csv.HEAD));
    for (Iterator<KeptRecord> records = journal.records().iterator(); records.hasNext();) {
      KeptRecord record = records.next();
      if (wants(record)) {
        out.append(Csv.row(Csv.of(record)));
      }
    }
  }

  private void line(String text) throws IOException {
    out.append(text).append('\n');
  }
}
