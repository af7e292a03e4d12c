package dev.slipway.server.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.engine.journal.KeptRecord;
import dev.slipway.engine.proof.Checkpoint;
import dev.slipway.engine.proof.PublicKey;
import dev.slipway.engine.proof.RecordLine;
import dev.slipway.engine.proof.SignedNote;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A server's journal up to one signed checkpoint, as it is kept.
 *
 * @param get asks the server for a path of its API
 * @param note the checkpoint with its signature
 * @param key that verifies it, as the server says
 */
record KeptJournal(Function<String, JsonNode> get, SignedNote note, PublicKey key) {
  private static final int PAGE = 1_000;

  /** Has a checkpoint signed now. */
  static KeptJournal of(Function<String, JsonNode> get) {
    JsonNode signed = get.apply("/journal/checkpoint");
    return new KeptJournal(get, SignedNote.parse(signed.path("note").asText()), PublicKey.parse(signed.path("key").asText()));
  }

  Checkpoint checkpoint() {
    return Checkpoint.parse(note.text());
  }

  /** Its records, oldest first; what was written after the checkpoint is left out. */
  Stream<KeptRecord> records() {
    long size = checkpoint().size();
    return Stream.iterate(page(0), page -> !page.isEmpty(), page -> page(page.getLast().sequence())).flatMap(List::stream)
        .takeWhile(r -> r.sequence() <= size);
  }

  private List<KeptRecord> page(long after) {
    return get.apply("/journal/kept?limit=" + PAGE + "&after=" + after).path("records").valueStream().map(RecordLine::of).toList();
  }
}
