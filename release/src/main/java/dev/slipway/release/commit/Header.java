package dev.slipway.release.commit;

import java.util.Locale;
import java.util.Optional;

/**
 * The first line of a message, taken apart.
 *
 * @param type in lower case
 * @param scope in the parentheses, if any
 * @param marked whether ! says that it breaks something
 * @param description behind the colon
 */
record Header(String type, Optional<String> scope, boolean marked, String description) {

  /** A header of the form {@code type(scope)!: description}. */
  static Optional<Header> of(String line) {
    int at = 0;
    while (at < line.length() && isWord(line.charAt(at))) {
      at++;
    }
    if (at == 0 || at == line.length()) {
      return Optional.empty();
    }
    String type = line.substring(0, at).toLowerCase(Locale.ROOT);
    String scope = "";
    if (line.charAt(at) == '(') {
      int close = closing(line, at);
      if (close < 0) {
        return Optional.empty();
      }
      scope = line.substring(at + 1, close).strip();
      at = close + 1;
    }
    boolean marked = line.startsWith("!", at);
    int colon = marked ? at + 1 : at;
    if (!line.startsWith(": ", colon)) {
      return Optional.empty();
    }
    String description = line.substring(colon + 2).strip();
    return description.isEmpty() ? Optional.empty()
        : Optional.of(new Header(type, scope.isEmpty() ? Optional.empty() : Optional.of(scope), marked, description));
  }

  /** The parenthesis that ends the scope: the first one behind which the description begins. */
  private static int closing(String line, int open) {
    for (int close = line.indexOf(')', open); close >= 0; close = line.indexOf(')', close + 1)) {
      if (line.startsWith(": ", close + 1) || line.startsWith("!: ", close + 1)) {
        return close;
      }
    }
    return -1;
  }

  private static boolean isWord(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
  }
}
