package dev.slipway.release.version;

import java.util.Locale;
import java.util.Optional;

/** How far a change moves a version. */
public enum Bump {
  /** Not at all. */
  NONE,
  /** A fix. */
  PATCH,
  /** A feature. */
  MINOR,
  /** A change that breaks. */
  MAJOR;

  /** In lower case, as people write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads the word. */
  public static Optional<Bump> of(String word) {
    for (Bump bump : values()) {
      if (bump.word().equals(word)) {
        return Optional.of(bump);
      }
    }
    return Optional.empty();
  }

  /** The larger of two. */
  public Bump or(Bump other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
