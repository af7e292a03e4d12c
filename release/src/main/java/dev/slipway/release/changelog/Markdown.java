package dev.slipway.release.changelog;

/** Text of others as a part of one line of Markdown. */
final class Markdown {
  private static final int MOST = 2_000;

  private Markdown() {}

  /** Without line ends and control characters, and with nothing a browser would take for an element; what is in backticks stays. */
  static String line(String text) {
    StringBuilder out = new StringBuilder(Math.min(text.length(), MOST) + 8);
    boolean code = false;
    boolean space = false;
    for (int i = 0; i < text.length() && out.length() < MOST; i++) {
      char c = text.charAt(i);
      code ^= c == '`';
      if (Character.isWhitespace(c) || Character.isISOControl(c)) {
        space = true;
        continue;
      }
      if (space && !out.isEmpty()) {
        out.append(' ');
      }
      space = false;
      out.append(c == '<' && !code ? "&lt;" : String.valueOf(c));
    }
    return out.append(out.length() >= MOST ? "…" : "").toString();
  }
}
