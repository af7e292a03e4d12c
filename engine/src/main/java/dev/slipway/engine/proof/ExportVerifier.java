package dev.slipway.engine.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.core.audit.JournalRecord;
import dev.slipway.engine.journal.Chain;
import dev.slipway.engine.journal.KeptRecord;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Verifies an export of a journal with nothing but itself and keys that the reader trusts: every record has the hash of its fields, and all
 * of them are in the tree whose root was signed; in an export of all, none is missing and each follows the one before.
 */
public final class ExportVerifier {
  private final List<PublicKey> keys;
  private final Map<Long, Checkpoint> earlier = new HashMap<>();
  private final GrowingTree tree = new GrowingTree();
  private final List<Proven> proven = new ArrayList<>();
  private String previous = JournalRecord.GENESIS;
  private boolean whole;
  private long records;

  private ExportVerifier(List<PublicKey> keys, List<Checkpoint> earlier) {
    this.keys = keys;
    earlier.forEach(c -> this.earlier.put(c.size(), c));
  }

  private record Proven(KeptRecord record, List<Hash> path, long line) {}

  /** Found while reading. */
  private static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1;

    Wrong(String why) {
      super(why);
    }
  }

  /**
   * Verifies.
   *
   * @param lines of the export
   * @param keys of which one must have signed the checkpoint
   * @param earlier checkpoints that the reader kept: an export of all must have gone through them
   */
  public static ExportOutcome verify(Iterator<String> lines, List<PublicKey> keys, List<Checkpoint> earlier) {
    ExportVerifier verifier = new ExportVerifier(keys, earlier);
    long line = 0;
    try {
      while (lines.hasNext()) {
        line++;
        Optional<ExportOutcome> end = verifier.next(RecordLine.parse(lines.next()), line);
        if (end.isPresent()) {
          return lines.hasNext() ? new ExportOutcome.Unsound(line + 1, "something follows the checkpoint") : end.get();
        }
      }
      return new ExportOutcome.Unsound(line + 1, "it ends without a checkpoint: the rest was cut off");
    } catch (Wrong | IllegalArgumentException e) {
      return new ExportOutcome.Unsound(line, String.valueOf(e.getMessage()));
    }
  }

  private Optional<ExportOutcome> next(JsonNode json, long line) {
    if (line == 1) {
      if (!json.path("export").asText().equals(ExportLines.FORMAT)) {
        throw new Wrong("it is no export of a journal: its first line must say " + ExportLines.FORMAT);
      }
      whole = json.path("whole").asBoolean();
    } else if (json.has("record")) {
      record(json, line);
    } else if (json.has("checkpoint")) {
      return Optional.of(end(json.path("checkpoint").asText(), line));
    } else {
      throw new Wrong("it is neither a record nor a checkpoint");
    }
    return Optional.empty();
  }

  private void record(JsonNode json, long line) {
    KeptRecord record = RecordLine.of(json.path("record"));
    if (!hash(record).equals(record.hash())) {
      throw new Wrong("the hash of record " + record.sequence() + " is not that of its fields: it was edited");
    }
    records++;
    if (!whole) {
      List<Hash> path = json.path("path").valueStream().map(h -> Hash.parse(h.asText())).toList();
      proven.add(new Proven(record, path, line));
      return;
    }
    if (record.sequence() != records || !record.previous().equals(previous)) {
      throw new Wrong("record " + record.sequence() + " does not follow the one before: one is missing, or another history begins here");
    }
    previous = record.hash();
    tree.add(Hash.ofRecord(record.hash()));
    Checkpoint kept = earlier.remove(records);
    if (kept != null && !kept.root().equals(tree.root())) {
      throw new Wrong("up to here it is not the journal that was signed at " + kept.at() + ": it was written anew");
    }
  }

  private static String hash(KeptRecord record) {
    try {
      return Instant.parse(record.at()).toString().equals(record.at()) ? Chain.hash(record) : "";
    } catch (DateTimeException e) {
      return "";
    }
  }

  private ExportOutcome end(String text, long line) {
    SignedNote note = SignedNote.parse(text);
    for (PublicKey key : keys) {
      Optional<Checkpoint> signed = note.checkpoint(key);
      if (signed.isPresent()) {
        return whole ? all(signed.get(), key, line) : some(signed.get(), key);
      }
    }
    return new ExportOutcome.Unsound(line, "its checkpoint is signed by none of the keys given: it names "
        + note.signatures().stream().map(SignedNote.Signed::name).toList());
  }

  private ExportOutcome all(Checkpoint checkpoint, PublicKey key, long line) {
    if (checkpoint.size() != records || !checkpoint.root().equals(tree.root())) {
      return new ExportOutcome.Unsound(line, "the checkpoint is of " + checkpoint.size() + " other records than these " + records);
    }
    if (!earlier.isEmpty()) {
      Checkpoint longer = earlier.values().iterator().next();
      return new ExportOutcome.Unsound(line, "it ends with record " + records + ", but " + longer.size() + " were signed at "
          + longer.at());
    }
    return new ExportOutcome.Sound(records, true, checkpoint, key);
  }

  private ExportOutcome some(Checkpoint checkpoint, PublicKey key) {
    for (Proven each : proven) {
      Optional<Hash> root =
          Proofs.root(Hash.ofRecord(each.record().hash()), each.record().sequence() - 1, checkpoint.size(), each.path());
      if (!root.equals(Optional.of(checkpoint.root()))) {
        return new ExportOutcome.Unsound(each.line(), "record " + each.record().sequence() + " is not in the journal that was signed");
      }
    }
    return earlier.isEmpty() ? new ExportOutcome.Sound(records, false, checkpoint, key)
        : new ExportOutcome.Unsound(1, "an export of some records says nothing about earlier checkpoints: take one of all");
  }
}
