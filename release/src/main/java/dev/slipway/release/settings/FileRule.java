package dev.slipway.release.settings;

import java.util.Optional;

/**
 * A file that holds the version.
 *
 * @param path from the top of the repository
 * @param pattern regular expression with a group {@code version}, where its name does not tell its form
 * @param marker a word that marks the lines that hold the version
 */
public record FileRule(String path, Optional<String> pattern, Optional<String> marker) {
  /** A file whose name tells its form. */
  public FileRule(String path) {
    this(path, Optional.empty(), Optional.empty());
  }
}
