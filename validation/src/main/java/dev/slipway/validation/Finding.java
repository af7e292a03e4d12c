package dev.slipway.validation;

import java.util.regex.Pattern;

/**
 * What one look came to.
 *
 * @param kind whether it holds
 * @param asked what was asked
 * @param came what came
 * @param why why it fails, or does not apply
 * @param mend how to mend it
 */
public record Finding(Kind kind, String asked, String came, String why, String mend) {
  private static final int MOST_TEXT = 400;
  /** As connection strings have it: what a service gives away must not go on into journals and mails. */
  private static final Pattern PASSWORD = Pattern.compile("://[^/\\s@\":]{0,64}:[^/\\s@\"]{1,64}@");

  /** Whether it holds. */
  public enum Kind { HOLDS, FAILS, DOES_NOT_APPLY }

  public Finding {
    asked = plain(asked);
    came = plain(came);
    why = plain(why);
    mend = plain(mend);
  }

  /** It holds. */
  public static Finding holds(String asked, String came) {
    return new Finding(Kind.HOLDS, asked, came, "", "");
  }

  /** It does not. */
  public static Finding fails(String asked, String came, String why, String mend) {
    return new Finding(Kind.FAILS, asked, came, why, mend);
  }

  /** It cannot be asked here. */
  public static Finding skipped(String why) {
    return new Finding(Kind.DOES_NOT_APPLY, "", "", why, "");
  }

  /** One line of bounded length, whatever a service sent. */
  private static String plain(String text) {
    String line = text.length() > 4 * MOST_TEXT ? text.substring(0, 4 * MOST_TEXT) : text;
    line = PASSWORD.matcher(line.replaceAll("[\\s\\p{Cntrl}\\p{Cf}]+", " ").strip()).replaceAll("://…@");
    return line.length() > MOST_TEXT ? line.substring(0, MOST_TEXT) + "…" : line;
  }
}
