package dev.slipway.release.plan;

import dev.slipway.core.version.SemanticVersion;
import dev.slipway.release.ReleaseException;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A version that somebody asks for: on the command line, or with a footer {@code Release-As: 2.0.0}. */
final class ReleaseAs {
  private static final String FOOTER = "release-as";

  private ReleaseAs() {}

  /** The one that the footers ask for. */
  static Optional<SemanticVersion> in(List<Judged> judged) {
    TreeMap<SemanticVersion, String> asked = new TreeMap<>();
    for (Judged one : judged) {
      for (String value : one.message().footer(FOOTER)) {
        SemanticVersion version = SemanticVersion.parse(value.strip()).orElseThrow(() -> ReleaseException.refused("SLW-6213 commit "
            + one.commit().shortHash() + " asks for a release as \"" + value.strip() + "\", which is no version. Nothing was changed."
            + " Ask for one with: --release-as"));
        asked.putIfAbsent(version, one.commit().shortHash());
      }
    }
    if (asked.size() > 1) {
      throw ReleaseException.refused("SLW-6213 commits since the last release ask for different versions: "
          + String.join(", ", asked.entrySet().stream().map(e -> e.getKey() + " (" + e.getValue() + ")").toList())
          + ". Nothing was changed. Say which with: --release-as");
    }
    return asked.isEmpty() ? Optional.empty() : Optional.of(asked.firstKey());
  }

  /** A version that may come after the last. */
  static SemanticVersion checked(SemanticVersion asked, Optional<SemanticVersion> last, Released released) {
    if (last.isPresent() && asked.compareTo(last.get()) <= 0) {
      throw ReleaseException.refused("SLW-6213 " + asked + " is asked for, and does not come after " + last.get()
          + ", which is released. Nothing was changed. Ask for a higher one");
    }
    refuseTaken(asked, released);
    return asked;
  }

  /** A tag that exists, wherever it leads, is somebody's release. */
  static void refuseTaken(SemanticVersion version, Released released) {
    released.tag(version).ifPresent(tag -> {
      throw ReleaseException.refused("SLW-6214 the next version is " + version + ", and its tag " + tag.name() + " exists already at "
          + tag.commit().substring(0, 7) + ", which the history of this branch does not hold. Nothing was changed. Merge that commit, or"
          + " ask for another version with: --release-as");
    });
  }
}
