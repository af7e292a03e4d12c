package dev.slipway.core.guard;

import java.util.List;
import java.util.regex.Pattern;

/** From which branches and tags a deploy may come: names in which {@code *} stands for anything, also for slashes. */
public final class BranchRule {
  private BranchRule() {}

  /**
   * Whether one of the patterns is met.
   *
   * @param from a branch, or a tag as {@code tag:v1.4.0}
   */
  public static boolean allows(List<String> patterns, String from) {
    return patterns.isEmpty() || patterns.stream().anyMatch(p -> meets(p, from));
  }

  private static boolean meets(String pattern, String from) {
    StringBuilder regex = new StringBuilder();
    for (String part : pattern.split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    boolean tag = from.startsWith("tag:");
    return tag == pattern.startsWith("tag:") && Pattern.matches(regex.toString(), from);
  }
}
