package dev.slipway.release.changelog;

import dev.slipway.core.version.SemanticVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the sections of a changelog begin, and the definitions of links at its end. */
final class Headings {
  private static final Pattern HEADING = Pattern.compile("#{1,3}[ \\t]+(?:.*?[\\s@])?"
      + "\\[?v?(?<name>(?i:unreleased)|[0-9]+\\.[0-9]+\\.[0-9]+[0-9A-Za-z.+-]*)\\]?(?:[\\s(:].*)?");
  private static final Pattern DEFINITION = Pattern.compile("\\[[^\\]]+\\]:[ \\t]+\\S+.*");
  private static final int MOST_LINE = 1_000;

  private Headings() {}

  /**
   * The heading of a version, or of what is not released.
   *
   * @param start of its line
   * @param end behind its line
   * @param name a version, or the word unreleased
   */
  record Heading(int start, int end, String name) {
    Optional<SemanticVersion> version() {
      return SemanticVersion.parse(name);
    }
  }

  /** Those outside of code, in order. */
  static List<Heading> in(String text) {
    List<Heading> headings = new ArrayList<>();
    boolean code = false;
    for (int start = 0; start < text.length();) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      String line = text.substring(start, Math.min(end, start + MOST_LINE));
      code ^= line.stripLeading().startsWith("```");
      Matcher m = HEADING.matcher(line);
      if (!code && line.startsWith("#") && m.matches()) {
        headings.add(new Heading(start, Math.min(end + 1, text.length()), m.group("name")));
      }
      start = end + 1;
    }
    return headings;
  }

  /** Where the definitions of links at the end begin; the end where there are none. */
  static int definitions(String text) {
    int start = text.length();
    int at = text.length();
    while (at > 0) {
      int line = text.lastIndexOf('\n', at - 2) + 1;
      String written = text.substring(line, at).strip();
      if (DEFINITION.matcher(written).matches()) {
        start = line;
      } else if (!written.isEmpty()) {
        break;
      }
      at = line;
    }
    return start;
  }
}
