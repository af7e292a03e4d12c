package dev.slipway.engine.proof;

import dev.slipway.core.rollout.Archive;
import dev.slipway.core.rollout.Event;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.codec.CodecException;
import dev.slipway.engine.codec.CoreJson;
import dev.slipway.engine.journal.KeptRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Hashes that stand in an export of all in the place of records in archives. Each must be of a record that another record says to be in
 * one, and where that archive was given, of the record there.
 */
public final class ArchiveLeaves {
  private final Map<Long, Leaf> leaves = new HashMap<>();
  private final Map<String, Long> through = new HashMap<>();
  private final Map<String, Long> last = new HashMap<>();
  private long archived;
  private long found;

  /** Of no archive. */
  public ArchiveLeaves() {}

  private record Leaf(String target, String hash, String previous) {}

  /** Takes in a record of an archive that was given. */
  public void add(KeptRecord record) {
    leaves.put(record.sequence(), new Leaf(record.target(), record.hash(), record.previous()));
  }

  /** Looks whether a record of the export says what is in an archive. */
  void read(KeptRecord record) {
    if (record.target().equals(TargetId.ACCESS.toString()) && record.events().contains(KeptRecord.type(Event.Shortened.class))) {
      try {
        CoreJson.readEvents(record.events()).stream().filter(e -> e instanceof Event.Shortened)
            .flatMap(e -> ((Event.Shortened) e).archive().parts().stream()).forEach(this::said);
      } catch (CodecException e) {
        throw new IllegalArgumentException("record " + record.sequence() + " says what is in an archive, and cannot be read", e);
      }
    }
  }

  private void said(Archive.Part part) {
    through.merge(part.target().toString(), part.through(), Math::max);
  }

  /**
   * Takes in a hash of the export; what is wrong between it and the record that it stands for.
   *
   * @param before hash of the record before
   */
  Optional<String> next(KeptRecord hash, String before) {
    archived++;
    last.put(hash.target(), hash.sequence());
    Leaf leaf = leaves.get(hash.sequence());
    found += leaf == null ? 0 : 1;
    boolean same = leaf == null
        || leaf.hash().equals(hash.hash()) && leaf.target().equals(hash.target()) && leaf.previous().equals(before);
    return same ? Optional.empty() : Optional.of("record " + hash.sequence() + " of the archive is not the one that was here");
  }

  /** A target with a hash in the place of a record that nobody said to be in an archive. */
  Optional<String> unsaid() {
    return last.entrySet().stream().filter(e -> through.getOrDefault(e.getKey(), 0L) < e.getValue()).map(Map.Entry::getKey).findFirst();
  }

  long archived() {
    return archived;
  }

  long found() {
    return found;
  }
}
