package dev.slipway.release.commit;

import java.util.ArrayList;
import java.util.List;

/**
 * What follows the header of a message.
 *
 * @param body free text
 * @param footers in order
 */
record Tail(String body, List<Footer> footers) {

  /**
   * Footers begin behind an empty line or behind another footer. BREAKING CHANGE is believed wherever a line begins with it, for a
   * promise to users that was broken matters more than where it was written.
   */
  static Tail of(List<String> lines) {
    StringBuilder body = new StringBuilder();
    List<Footer> footers = new ArrayList<>();
    String token = "";
    StringBuilder value = new StringBuilder();
    boolean open = true;
    for (String line : lines) {
      String bare = bare(line);
      int start = Footer.valueStart(bare);
      boolean breaking = start > 0 && Footer.isBreakingToken(bare.substring(0, Footer.tokenEnd(bare)));
      boolean begins = start > 0 && (breaking || open || !token.isEmpty());
      if (begins) {
        close(token, value, footers);
        token = bare.substring(0, Footer.tokenEnd(bare));
        value.append(bare, Math.min(start, bare.length()), bare.length());
      } else {
        (token.isEmpty() ? body : value).append(token.isEmpty() && body.isEmpty() ? "" : "\n").append(line);
      }
      open = line.isBlank();
    }
    close(token, value, footers);
    return new Tail(body.toString().strip(), footers);
  }

  /** A breaking change is often an item of a list; its mark is no part of it. */
  private static String bare(String line) {
    int at = 0;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '*' || line.charAt(at) == '\t')) {
      at++;
    }
    return line.startsWith("BREAKING", at) ? line.substring(at).stripTrailing() : line.stripTrailing();
  }

  private static void close(String token, StringBuilder value, List<Footer> footers) {
    if (!token.isEmpty()) {
      footers.add(new Footer(token, value.toString().strip()));
    }
    value.setLength(0);
  }
}
