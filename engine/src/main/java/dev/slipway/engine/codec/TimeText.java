package dev.slipway.engine.codec;

import java.time.Duration;
import java.time.Instant;

/**
 * Reads times as they are kept. A report, a replay and a verification read hundreds of thousands; what is written in the plain form is read
 * in a tenth of the time that the readers of Java take, and anything else by those.
 */
public final class TimeText {
  private static final String FORM = "0000-00-00T00:00:00";
  private static final int MOST_DIGITS = 9;
  private static final String DURATION = "PT";
  private static final int SECONDS_OF_MINUTE = 60;
  private static final int SECONDS_OF_HOUR = 3_600;
  private static final int SECONDS_OF_DAY = 86_400;
  private static final int[] DAYS_OF_MONTH = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  private static final int[] DAYS_BEFORE_MONTH = {306, 337, 0, 31, 61, 92, 122, 153, 184, 214, 245, 275};

  private TimeText() {}

  /**
   * As {@link Instant#parse} reads it.
   *
   * @throws java.time.DateTimeException when it is none
   */
  public static Instant instant(String text) {
    return plain(text) ? Instant.ofEpochSecond(second(text), nano(text)) : Instant.parse(text);
  }

  /**
   * As {@link Duration#parse} reads it.
   *
   * @throws java.time.DateTimeException when it is none
   */
  public static Duration duration(String text) {
    int end = text.length() - 1;
    // One unit alone, as seconds, minutes and hours that come out even are written; with more digits it is not sure to fit.
    boolean plain = end > DURATION.length() && end <= DURATION.length() + MOST_DIGITS && text.startsWith(DURATION);
    for (int i = DURATION.length(); plain && i < end; i++) {
      plain = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    int unit = plain ? seconds(text.charAt(end)) : 0;
    return unit == 0 ? Duration.parse(text) : Duration.ofSeconds((long) number(text, DURATION.length(), end) * unit);
  }

  private static int seconds(char unit) {
    return switch (unit) {
      case 'S' -> 1;
      case 'M' -> SECONDS_OF_MINUTE;
      case 'H' -> SECONDS_OF_HOUR;
      default -> 0;
    };
  }

  /** Whether it is written as {@link Instant#toString} writes the years from 1000 to 9999; the 29th of February is left to Java. */
  private static boolean plain(String text) {
    int end = text.length() - 1;
    int seconds = FORM.length();
    boolean form = end >= seconds && text.charAt(end) == 'Z'
        && (end == seconds || text.charAt(seconds) == '.' && end > seconds + 1 && end <= seconds + 1 + MOST_DIGITS);
    for (int i = 0; form && i < end; i++) {
      char c = text.charAt(i);
      boolean digit = i > seconds || i < seconds && FORM.charAt(i) == '0';
      form = digit ? c >= '0' && c <= '9' : i == seconds || c == FORM.charAt(i);
    }
    return form && text.charAt(0) != '0' && within(number(text, 5, 7), 1, 12)
        && within(number(text, 8, 10), 1, DAYS_OF_MONTH[number(text, 5, 7) - 1])
        && within(number(text, 11, 13), 0, 23) && within(number(text, 14, 16), 0, 59) && within(number(text, 17, 19), 0, 59);
  }

  private static boolean within(int number, int least, int most) {
    return number >= least && number <= most;
  }

  /** Years that begin in March have their leap day at the end, so that it moves no month. */
  private static long second(String text) {
    int month = number(text, 5, 7);
    int year = number(text, 0, 4) - (month < 3 ? 1 : 0);
    long day = 365L * year + year / 4 - year / 100 + year / 400 + DAYS_BEFORE_MONTH[month - 1] + number(text, 8, 10) - 1 - 719_468;
    return day * SECONDS_OF_DAY + number(text, 11, 13) * SECONDS_OF_HOUR + number(text, 14, 16) * SECONDS_OF_MINUTE + number(text, 17, 19);
  }

  private static int nano(String text) {
    int nano = 0;
    for (int i = FORM.length() + 1; i <= FORM.length() + MOST_DIGITS; i++) {
      nano = nano * 10 + (i < text.length() - 1 ? text.charAt(i) - '0' : 0);
    }
    return nano;
  }

  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
