package dev.slipway.server.problem;

/** Text as it may stand in a journal, a table and on a terminal. */
public final class OneLine {
  private OneLine() {}

  /** Whether it is one line of so many characters. */
  public static boolean is(String text, int least, int most) {
    return text.length() >= least && text.length() <= most && text.chars().noneMatch(Character::isISOControl);
  }
}
