package dev.slipway.core.rollout;

import dev.slipway.core.release.Digest;
import java.time.Instant;
import java.util.List;

/**
 * Records that were written into a file with what proves them, and of which no more is kept beside the state than proofs of others need.
 *
 * @param file of the file's bytes
 * @param before every record in it is older
 * @param size how many records the journal had when it was written
 * @param root of the Merkle tree over them
 * @param parts what is in it, of each target once
 */
public record Archive(Digest file, Instant before, long size, Digest root, List<Part> parts) {
  public Archive {
    parts = List.copyOf(parts);
  }

  /**
   * The records of one target that lie between two numbers.
   *
   * @param after what was in an archive before ends here; 0 where nothing was
   * @param through sequence of the last
   * @param records how many
   */
  public record Part(TargetId target, long after, long through, long records) {}

  /** How many records are in it. */
  public long records() {
    return parts.stream().mapToLong(Part::records).sum();
  }
}
