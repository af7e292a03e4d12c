package dev.slipway.engine.proof;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.engine.journal.KeptRecord;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Verifies an export of a journal with nothing but itself and keys that the reader trusts: every record has the hash of its fields, and all
 * of them are in the tree whose root was signed; in an export of all, none is missing and each follows the one before.
 */
public final class ExportVerifier {
  private final List<PublicKey> keys;
  private final boolean beside;
  private final WholeProof all;
  private final ArchiveLeaves archives;
  private final Consumer<KeptRecord> each;
  private PartProof part = new PartProof(Optional.empty());
  private boolean whole;
  private long records;

  private ExportVerifier(List<PublicKey> keys, List<Checkpoint> earlier, ArchiveLeaves archives, Consumer<KeptRecord> each) {
    this.keys = keys;
    this.archives = archives;
    this.each = each;
    this.beside = !earlier.isEmpty();
    this.all = new WholeProof(earlier, archives);
  }

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
    return verify(lines, keys, earlier, new ArchiveLeaves(), record -> {});
  }

  /**
   * The same.
   *
   * @param archives where records are that it has no more than hashes of; they were verified before
   * @param each is given every record that it has
   */
  public static ExportOutcome verify(
      Iterator<String> lines, List<PublicKey> keys, List<Checkpoint> earlier, ArchiveLeaves archives, Consumer<KeptRecord> each) {
    ExportVerifier verifier = new ExportVerifier(keys, earlier, archives, each);
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
      part = new PartProof(json.path("size").canConvertToLong() ? Optional.of(json.path("size").asLong()) : Optional.empty());
    } else if (json.has("record")) {
      record(json, line);
    } else if (json.has("archived") && whole) {
      records++;
      all.archived(RecordLine.of(json.path("archived")));
    } else if (json.has("checkpoint")) {
      return Optional.of(end(json.path("checkpoint").asText(), line));
    } else {
      throw new Wrong("it is neither a record nor a checkpoint");
    }
    return Optional.empty();
  }

  private void record(JsonNode json, long line) {
    KeptRecord record = RecordLine.of(json.path("record"));
    if (!RecordLine.sound(record)) {
      throw new Wrong("the hash of record " + record.sequence() + " is not that of its fields: it was edited");
    }
    each.accept(record);
    records++;
    if (whole) {
      all.record(record);
      return;
    }
    List<Hash> path = json.path("path").valueStream().map(h -> Hash.parse(h.asText())).toList();
    if (!part.add(record, path, line)) {
      throw new Wrong("record " + record.sequence() + " is not in the journal that was signed");
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
    return all.wrong(checkpoint).<ExportOutcome>map(why -> new ExportOutcome.Unsound(line, why))
        .orElseGet(() -> new ExportOutcome.Sound(records, true, checkpoint, key, archives.archived(), archives.found()));
  }

  private ExportOutcome some(Checkpoint checkpoint, PublicKey key) {
    return part.wrong(checkpoint).orElseGet(() -> !beside ? new ExportOutcome.Sound(records, false, checkpoint, key, 0, 0)
        : new ExportOutcome.Unsound(1, "an export of some records says nothing about earlier checkpoints: take one of all"));
  }
}
