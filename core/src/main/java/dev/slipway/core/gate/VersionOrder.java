package dev.slipway.core.gate;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Semantic versions by precedence (Semantic Versioning 2.0.0, section 11), with or without a {@code v} in front. */
public final class VersionOrder {
  private static final String NUMBER = "(0|[1-9][0-9]{0,17})";
  private static final String IDENTIFIER = "(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)";
  private static final Pattern SEMANTIC =
      Pattern.compile("v?" + NUMBER + "\\." + NUMBER + "\\." + NUMBER + "(?:-(" + IDENTIFIER + "(?:\\." + IDENTIFIER
          + ")*))?(?:\\+[0-9A-Za-z.-]+)?");

  private VersionOrder() {}

  /** Whether a text is a semantic version. */
  public static boolean isValid(String version) {
    return version.length() <= 200 && SEMANTIC.matcher(version).matches();
  }

  /** Below 0 when the first comes before the second, above 0 when after; absent when one of them is no semantic version. */
  public static Optional<Integer> compare(String first, String second) {
    if (!isValid(first) || !isValid(second)) {
      return Optional.empty();
    }
    Matcher a = matched(first);
    Matcher b = matched(second);
    for (int group = 1; group <= 3; group++) {
      int byNumber = Long.compare(Long.parseLong(a.group(group)), Long.parseLong(b.group(group)));
      if (byNumber != 0) {
        return Optional.of(byNumber);
      }
    }
    return Optional.of(preRelease(Optional.ofNullable(a.group(4)), Optional.ofNullable(b.group(4))));
  }

  private static Matcher matched(String version) {
    Matcher m = SEMANTIC.matcher(version);
    if (!m.matches()) {
      throw new IllegalArgumentException("not a semantic version: " + version);
    }
    return m;
  }

  private static int preRelease(Optional<String> a, Optional<String> b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Boolean.compare(a.isEmpty(), b.isEmpty());
    }
    String[] left = a.get().split("\\.");
    String[] right = b.get().split("\\.");
    for (int i = 0; i < Math.min(left.length, right.length); i++) {
      int order = identifier(left[i], right[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(left.length, right.length);
  }

  private static int identifier(String a, String b) {
    boolean numberA = a.matches("[0-9]+");
    boolean numberB = b.matches("[0-9]+");
    if (numberA && numberB) {
      int byLength = Integer.compare(a.length(), b.length());
      return byLength != 0 ? byLength : a.compareTo(b);
    }
    return numberA != numberB ? (numberA ? -1 : 1) : a.compareTo(b);
  }
}
