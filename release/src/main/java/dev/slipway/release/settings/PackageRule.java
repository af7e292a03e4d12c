package dev.slipway.release.settings;

import dev.slipway.release.version.TagFormat;
import java.util.List;
import java.util.Optional;

/**
 * A part of the repository with versions of its own.
 *
 * @param name as in its tags
 * @param path its folder from the top of the repository, {@code .} for the top
 * @param also further paths whose changes are its changes
 * @param tag how its tags are called; empty for the repository's usual form
 * @param changelog its file; empty for none
 * @param files that hold its version; empty for those found in its folder
 */
public record PackageRule(
    String name, String path, List<String> also, Optional<TagFormat> tag, Optional<String> changelog, Optional<List<FileRule>> files) {
  public PackageRule {
    also = List.copyOf(also);
  }

  /** Whether it is the whole repository. */
  public boolean isWhole() {
    return path.equals(".");
  }
}
