package dev.slipway.engine.journal;

import dev.slipway.core.rollout.Archive;
import dev.slipway.engine.journal.Verification.Broken;
import dev.slipway.engine.journal.Verification.Fault;
import dev.slipway.engine.proof.GrowingTree;
import dev.slipway.engine.proof.Hash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Looks at the hashes of records that are in an archive. Nothing here shows what they are hashes of; but each time records were put into
 * one, the root over all hashes of then was written into the journal, and the tree must come through it.
 */
final class ArchivedLeaves {
  private final Map<Long, Archive> roots = new HashMap<>();
  private final Map<String, Long> through = new HashMap<>();
  private final GrowingTree tree = new GrowingTree();
  private final Supplier<List<Archive>> archives;
  private long sequence;
  private long count;

  ArchivedLeaves(Supplier<List<Archive>> archives) {
    this.archives = archives;
    look();
  }

  private void look() {
    for (Archive archive : archives.get()) {
      if (archive.size() > sequence) {
        roots.put(archive.size(), archive);
      }
      archive.parts().forEach(p -> through.merge(p.target().toString(), p.through(), Math::max));
    }
  }

  /** Whether a record says that this one is in an archive; that record may have been written since the last look. */
  private boolean covered(KeptRecord r) {
    if (through.getOrDefault(r.target(), 0L) < r.sequence()) {
      look();
    }
    return through.getOrDefault(r.target(), 0L) >= r.sequence();
  }

  /** Takes in the next record; what is wrong with it, if anything is. */
  Optional<Broken> next(KeptRecord r) {
    if (r.archived()) {
      count++;
      if (!covered(r)) {
        return Optional.of(new Broken(r.sequence(), Fault.EDITED, "its body is not here, and no record says that it is in an archive"));
      }
    }
    sequence = r.sequence();
    if (roots.isEmpty() || tree.size() < sequence - 1) {
      return Optional.empty(); // No root is to come, or one that was told of when the tree had been left behind.
    }
    tree.add(Hash.ofRecord(r.hash()));
    Archive passed = roots.remove(r.sequence());
    return passed == null || passed.root().hex().equals(tree.root().toString()) ? Optional.empty()
        : Optional.of(new Broken(r.sequence(), Fault.FORKED,
            "up to here the hashes of records are not those of the journal that the archive " + passed.file() + " was made of"));
  }

  long count() {
    return count;
  }
}
