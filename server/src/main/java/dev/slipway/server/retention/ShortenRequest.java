package dev.slipway.server.retention;

import dev.slipway.core.release.Digest;
import dev.slipway.core.rollout.Archive;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.server.problem.Refused;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/**
 * An archive that somebody keeps, so that its records need not be kept here as well.
 *
 * @param by who asks
 * @param sha256 of the file
 * @param before all in it is older
 * @param size how many records its checkpoint signs
 * @param root of the tree over them, hexadecimal
 * @param parts what is in it
 */
public record ShortenRequest(String by, String sha256, String before, long size, String root, List<RetentionView.OfTarget> parts) {

  Archive archive() {
    try {
      List<Archive.Part> read = parts.stream()
          .map(p -> new Archive.Part(TargetId.parse(p.target()), p.after(), p.through(), p.records())).toList();
      if (read.isEmpty() || read.stream().map(Archive.Part::target).distinct().count() < read.size()
          || read.stream().anyMatch(p -> p.after() < 0 || p.through() <= p.after() || p.records() < 1 || p.through() > size)) {
        throw new IllegalArgumentException("each target has one part of at least one record, none of them above the size");
      }
      return new Archive(new Digest(sha256), Instant.parse(before), size, new Digest(root), read);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new Refused(Refused.Kind.WRONG, "SLW-5101", "the archive is not understood: " + e.getMessage() + ". Nothing was taken away",
          "slipway audit retain says it right");
    }
  }
}
