package dev.slipway.engine.proof;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.engine.journal.KeptRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Proof that the records of an export of all are all there were, each after the one before, through all that was signed. */
final class WholeProof {
  private final ArchiveLeaves archives;
  private final Map<Long, Checkpoint> earlier = new HashMap<>();
  private final GrowingTree tree = new GrowingTree();
  private String previous = JournalRecord.GENESIS;

  WholeProof(List<Checkpoint> earlier, ArchiveLeaves archives) {
    this.archives = archives;
    earlier.forEach(c -> this.earlier.put(c.size(), c));
  }

  /** Takes in a record. */
  void record(KeptRecord record) {
    archives.read(record);
    follow(record, record.previous().equals(previous));
  }

  /** Takes in a hash that stands in a record's place. */
  void archived(KeptRecord hash) {
    archives.next(hash, previous).ifPresent(why -> {
      throw new IllegalArgumentException(why);
    });
    follow(hash, hash.archived());
  }

  private void follow(KeptRecord record, boolean follows) {
    if (record.sequence() != tree.size() + 1 || !follows) {
      throw new IllegalArgumentException(
          "record " + record.sequence() + " does not follow the one before: one is missing, or another history begins here");
    }
    previous = record.hash();
    tree.add(Hash.ofRecord(record.hash()));
    Checkpoint kept = earlier.remove(tree.size());
    if (kept != null && !kept.root().equals(tree.root())) {
      throw new IllegalArgumentException("up to here it is not the journal that was signed at " + kept.at() + ": it was written anew");
    }
  }

  /** What is wrong beside the signed checkpoint, if anything is. */
  Optional<String> wrong(Checkpoint signed) {
    if (signed.size() != tree.size() || !signed.root().equals(tree.root())) {
      return Optional.of("the checkpoint is of " + signed.size() + " other records than these " + tree.size());
    }
    return archives.unsaid().map(t -> "records of " + t + " are left out, and none says that they are in an archive")
        .or(() -> earlier.values().stream().findFirst().map(longer ->
            "it ends with record " + tree.size() + ", but " + longer.size() + " were signed at " + longer.at()));
  }
}
