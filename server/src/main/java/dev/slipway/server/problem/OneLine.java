package dev.slipway.server.problem;

import java.util.regex.Pattern;

/** Text as it may stand in a journal, a table and on a terminal. */
public final class OneLine {
  private OneLine() {}

  /** Ends a line, steers a terminal, or has what follows read backwards. */
  private static final String STEERS = "\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069";
  private static final Pattern CONTROL = Pattern.compile("[\\s" + STEERS + "]+");
  private static final Pattern STEERING = Pattern.compile("[" + STEERS + "]");
  private static final int MOST_CHARACTERS = 1_000;

  /** The same on one line and cut to a length that people read: a way back is never refused for the words that came with it. */
  public static String of(String text) {
    String line = CONTROL.matcher(text).replaceAll(" ").strip();
    return line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS - 1) + "…" : line;
  }

  /** Whether it is one line of so many characters. */
  public static boolean is(String text, int least, int most) {
    return text.length() >= least && text.length() <= most && !STEERING.matcher(text).find();
  }
}
