package dev.slipway.server.retention;

import dev.slipway.core.rollout.Archive;
import java.time.Instant;
import java.util.List;

/** What the journal can be shortened by, and was. */
public final class RetentionView {
  private RetentionView() {}

  /**
   * What could be put into an archive now.
   *
   * @param before older than this
   * @param records how many
   * @param parts of each target that has any
   * @param stays why nothing of the others, or no more, as sentences
   */
  public record Plan(Instant before, long records, List<OfTarget> parts, List<String> stays) {}

  /** Of one target the records with a number above {@code after}, up to {@code through}. */
  public record OfTarget(String target, long after, long through, long records) {
    static OfTarget of(Archive.Part part) {
      return new OfTarget(part.target().toString(), part.after(), part.through(), part.records());
    }
  }

  /**
   * It was done.
   *
   * @param alreadySo whether a record said so before
   * @param records how many are in the archive
   * @param taken how many bodies were taken away now
   */
  public record Done(boolean alreadySo, String sha256, long records, long taken, String message) {}
}
