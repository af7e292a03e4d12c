package dev.slipway.engine.proof;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.engine.journal.KeptRecord;
import java.util.List;

/**
 * An export of a journal, as lines of JSON: one that says what it is, one for each record, and the signed checkpoint at the end. An export
 * of all records needs no more; in one of some, each record has the path that proves it to be in the checkpoint's tree.
 */
public final class ExportLines {
  static final String FORMAT = "slipway-journal/1";

  private ExportLines() {}

  /**
   * The first line.
   *
   * @param whole whether every record up to the checkpoint follows
   * @param filter in words for people
   */
  public static ObjectNode head(boolean whole, String filter) {
    return JsonNodeFactory.instance.objectNode().put("export", FORMAT).put("whole", whole).put("filter", filter);
  }

  /**
   * The first line of an export of some records that says how many there are in all, so that each can be proven as it is read.
   *
   * @param size of the checkpoint
   */
  public static ObjectNode head(String filter, long size) {
    return head(false, filter).put("size", size);
  }

  /** A record of an export of all; of one that is in an archive its hash. */
  public static ObjectNode record(KeptRecord record) {
    ObjectNode line = JsonNodeFactory.instance.objectNode();
    line.set(record.archived() ? "archived" : "record", RecordLine.json(record));
    return line;
  }

  /** A record of an export of some, with what proves it. */
  public static ObjectNode record(KeptRecord record, List<Hash> path) {
    ObjectNode line = record(record);
    var hashes = line.putArray("path");
    path.forEach(h -> hashes.add(h.toString()));
    return line;
  }

  /** The last line. */
  public static ObjectNode end(SignedNote checkpoint) {
    return JsonNodeFactory.instance.objectNode().put("checkpoint", checkpoint.toString());
  }
}
