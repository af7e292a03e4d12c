package dev.slipway.engine.proof;

import dev.slipway.engine.journal.KeptRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Proof that the records of an export of some are in one tree. Where the export says at its beginning how large that is, no record needs to
 * be remembered.
 */
final class PartProof {
  private final Optional<Long> size;
  private final List<Proven> proven = new ArrayList<>();
  private Optional<Hash> common = Optional.empty();

  private record Proven(long sequence, Hash leaf, List<Hash> path, long line) {}

  PartProof(Optional<Long> size) {
    this.size = size;
  }

  /** Takes in a record; whether it can be in the same tree as those before. */
  boolean add(KeptRecord record, List<Hash> path, long line) {
    Proven next = new Proven(record.sequence(), Hash.ofRecord(record.hash()), path, line);
    if (size.isEmpty()) {
      return proven.add(next);
    }
    Optional<Hash> root = root(next, size.get());
    boolean same = root.isPresent() && common.filter(c -> !c.equals(root.get())).isEmpty();
    common = common.or(() -> root);
    return same;
  }

  private static Optional<Hash> root(Proven each, long size) {
    return Proofs.root(each.leaf(), each.sequence() - 1, size, each.path());
  }

  /** What is wrong beside the signed checkpoint, if anything is. */
  Optional<ExportOutcome> wrong(Checkpoint signed) {
    if (size.filter(s -> s != signed.size()).isPresent() || common.filter(c -> !c.equals(signed.root())).isPresent()) {
      return Optional.of(new ExportOutcome.Unsound(1, "its records are not in the journal that was signed"));
    }
    return proven.stream().filter(each -> !root(each, signed.size()).equals(Optional.of(signed.root()))).findFirst()
        .map(each -> new ExportOutcome.Unsound(each.line(), "record " + each.sequence() + " is not in the journal that was signed"));
  }
}
