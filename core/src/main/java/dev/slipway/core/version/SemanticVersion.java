package dev.slipway.core.version;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version by Semantic Versioning 2.0.0, in the order of its section 11.
 *
 * @param major for changes that break
 * @param minor for features
 * @param patch for fixes
 * @param preRelease identifiers behind the dash, empty for a stable version
 * @param build what stands behind the plus; takes no part in the order
 */
public record SemanticVersion(long major, long minor, long patch, List<String> preRelease, String build)
    implements Comparable<SemanticVersion> {
  private static final int MOST_LENGTH = 256;
  private static final String NUMBER = "(0|[1-9][0-9]{0,17})";
  private static final String IDENTIFIER = "(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)";
  private static final Pattern FORM = Pattern.compile(NUMBER + "\\." + NUMBER + "\\." + NUMBER
      + "(?:-(" + IDENTIFIER + "(?:\\." + IDENTIFIER + ")*+))?(?:\\+([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*+))?");

  public SemanticVersion {
    preRelease = List.copyOf(preRelease);
  }

  /** A stable version. */
  public static SemanticVersion of(long major, long minor, long patch) {
    return new SemanticVersion(major, minor, patch, List.of(), "");
  }

  /** Reads one; what is not exactly one is none. */
  public static Optional<SemanticVersion> parse(String text) {
    if (text.length() > MOST_LENGTH) {
      return Optional.empty();
    }
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    List<String> pre = m.group(4) == null ? List.of() : Arrays.asList(m.group(4).split("\\.", -1));
    String build = m.group(5) == null ? "" : m.group(5);
    return Optional.of(new SemanticVersion(
        Long.parseLong(m.group(1)), Long.parseLong(m.group(2)), Long.parseLong(m.group(3)), pre, build));
  }

  /** Reads one as people and tags write it: perhaps with a {@code v} in front. */
  public static Optional<SemanticVersion> written(String text) {
    return parse(text.startsWith("v") ? text.substring(1) : text);
  }

  /** Whether it comes after another one. */
  public boolean isAfter(SemanticVersion other) {
    return compareTo(other) > 0;
  }

  /** Whether it has no pre-release part. */
  public boolean isStable() {
    return preRelease.isEmpty();
  }

  /** The stable version it leads to. */
  public SemanticVersion core() {
    return of(major, minor, patch);
  }

  /** With a channel's pre-release number. */
  public SemanticVersion on(String channel, long number) {
    return new SemanticVersion(major, minor, patch, List.of(channel, Long.toString(number)), "");
  }

  /** The number on a channel, where this is a pre-release {@code X.Y.Z-channel.N} of it. */
  public Optional<Long> numberOn(String channel) {
    boolean mine = preRelease.size() == 2 && preRelease.get(0).equals(channel) && preRelease.get(1).matches("[0-9]{1,15}");
    return mine ? Optional.of(Long.parseLong(preRelease.get(1))) : Optional.empty();
  }

  @Override
  public int compareTo(SemanticVersion other) {
    int order = Long.compare(major, other.major);
    order = order != 0 ? order : Long.compare(minor, other.minor);
    order = order != 0 ? order : Long.compare(patch, other.patch);
    if (order != 0) {
      return order;
    }
    if (preRelease.isEmpty() || other.preRelease.isEmpty()) {
      return Boolean.compare(preRelease.isEmpty(), other.preRelease.isEmpty());
    }
    for (int i = 0; i < Math.min(preRelease.size(), other.preRelease.size()); i++) {
      order = compareIdentifiers(preRelease.get(i), other.preRelease.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(preRelease.size(), other.preRelease.size());
  }

  /** Numbers by value and below words; words by their characters. */
  private static int compareIdentifiers(String a, String b) {
    boolean numberA = a.chars().allMatch(c -> c >= '0' && c <= '9');
    boolean numberB = b.chars().allMatch(c -> c >= '0' && c <= '9');
    if (numberA && numberB) {
      return a.length() != b.length() ? Integer.compare(a.length(), b.length()) : a.compareTo(b);
    }
    return numberA == numberB ? a.compareTo(b) : numberA ? -1 : 1;
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch + (preRelease.isEmpty() ? "" : "-" + String.join(".", preRelease))
        + (build.isEmpty() ? "" : "+" + build);
  }
}
