package dev.slipway.release.commit;

import java.util.Locale;

/**
 * A line such as {@code Reviewed-by: Z} or {@code Closes #12} at the end of a message.
 *
 * @param token as written: {@code Reviewed-by}, {@code BREAKING CHANGE}
 * @param value all up to the next footer; may have several lines
 */
public record Footer(String token, String value) {
  /** The two spellings of the one footer that is written in capitals. */
  static boolean isBreakingToken(String token) {
    return token.equals("BREAKING CHANGE") || token.equals("BREAKING-CHANGE");
  }

  /** Whether it says that users have to change something. */
  public boolean isBreaking() {
    return isBreakingToken(token);
  }

  /** Whether it has this token, whatever its case. */
  public boolean is(String name) {
    return token.toLowerCase(Locale.ROOT).equals(name);
  }

  /**
   * Reads the line a footer begins with.
   *
   * @return where the value begins, or -1 where the line begins no footer
   */
  static int valueStart(String line) {
    int end = tokenEnd(line);
    if (end <= 0 || end + 1 >= line.length()) {
      return end > 0 && end + 1 == line.length() && line.charAt(end) == ':' && isBreakingToken(line.substring(0, end)) ? line.length() : -1;
    }
    char first = line.charAt(end);
    char second = line.charAt(end + 1);
    if (first == ':' && second == ' ') {
      return end + 2;
    }
    return first == ' ' && second == '#' ? end + 1 : -1;
  }

  static int tokenEnd(String line) {
    if (line.startsWith("BREAKING CHANGE")) {
      return "BREAKING CHANGE".length();
    }
    int at = 0;
    while (at < line.length() && (Character.isLetterOrDigit(line.charAt(at)) || line.charAt(at) == '-' && at > 0)) {
      at++;
    }
    return at;
  }
}
