package dev.slipway.release.version;

import dev.slipway.core.version.SemanticVersion;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** To whom the versions of a branch go. */
public sealed interface Channel {
  /** To everybody. */
  record Stable() implements Channel {
    @Override
    public String word() {
      return "stable";
    }
  }

  /**
   * To those who try: {@code 1.3.0-beta.2}.
   *
   * @param name the first identifier of the pre-release
   */
  record PreRelease(String name) implements Channel {
    @Override
    public String word() {
      return name;
    }
  }

  /**
   * To those who stay on an older line: {@code 1.x} or {@code 1.2.x}.
   *
   * @param minor empty for a whole major line
   */
  record Maintenance(long major, Optional<Long> minor) implements Channel {
    /** Whether a version belongs to the line. */
    public boolean holds(SemanticVersion version) {
      return version.major() == major && minor.map(m -> m == version.minor()).orElse(true);
    }

    @Override
    public String word() {
      return major + "." + minor.map(m -> m + ".").orElse("") + "x";
    }
  }

  /** As people write it: stable, the name of a pre-release, or a line such as 1.2.x. */
  String word();

  /** Every version for everybody. */
  Channel STABLE = new Stable();

  /** What a line of maintenance looks like. */
  Pattern LINE = Pattern.compile("v?(0|[1-9][0-9]{0,8})\\.(?:(0|[1-9][0-9]{0,8})\\.)?x");

  /** What the name of a pre-release looks like: letters, digits and dashes, not a number alone. */
  Pattern NAME = Pattern.compile("(?=[0-9-]*[a-zA-Z])[0-9a-zA-Z-]{1,40}");

  /** Reads a channel as people write it. */
  static Optional<Channel> of(String word) {
    if (word.equals("stable")) {
      return Optional.of(STABLE);
    }
    Matcher line = LINE.matcher(word);
    if (line.matches()) {
      Optional<Long> minor = Optional.ofNullable(line.group(2)).map(Long::parseLong);
      return Optional.of(new Maintenance(Long.parseLong(line.group(1)), minor));
    }
    return NAME.matcher(word).matches() ? Optional.of(new PreRelease(word)) : Optional.empty();
  }
}
