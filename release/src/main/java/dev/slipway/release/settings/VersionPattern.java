package dev.slipway.release.settings;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A regular expression that finds a version in a file. */
public final class VersionPattern {
  /** The group that holds the version. */
  public static final String GROUP = "version";

  private VersionPattern() {}

  /** What is wrong with one, if anything. */
  static Optional<String> fault(String written) {
    try {
      return Pattern.compile(written).namedGroups().containsKey(GROUP) ? Optional.empty()
          : Optional.of("has no group (?<version>…) around the version");
    } catch (PatternSyntaxException e) {
      return Optional.of("is no regular expression (" + e.getDescription() + " near character " + e.getIndex() + ")");
    }
  }
}
