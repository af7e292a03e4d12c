package dev.slipway.cli.rehearse;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code 200/s}: requests a second of the whole target. */
public final class TrafficForm {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,6})?)/(s|min|m|h|d)");
  private static final double MOST = 1e6;

  private TrafficForm() {}

  /** Requests a second. */
  public static double read(String text) {
    double rate = number(text.strip()).orElseThrow(() -> wrong(text, "is not understood"));
    if (!(rate > 0 && rate <= MOST)) {
      throw wrong(text, rate > MOST ? "is more than a million a second" : "is none: without requests there is nothing to judge");
    }
    return rate;
  }

  /** So many a second, of anything; empty where it is written in another way. */
  static OptionalDouble number(String text) {
    Matcher m = FORM.matcher(text);
    if (!m.matches()) {
      return OptionalDouble.empty();
    }
    double seconds =
        switch (m.group(2)) {
          case "s" -> 1;
          case "h" -> 3_600;
          case "d" -> 86_400;
          default -> 60;
        };
    return OptionalDouble.of(Double.parseDouble(m.group(1)) / seconds);
  }

  /** {@code 200/s}, {@code 30/min}. */
  public static String spell(double perSecond) {
    return perSecond >= 1 ? trimmed(perSecond) + "/s" : perSecond * 60 >= 1 ? trimmed(perSecond * 60) + "/min" : trimmed(perSecond * 3600)
        + "/h";
  }

  private static String trimmed(double value) {
    return value == Math.rint(value) ? String.format(Locale.ROOT, "%,.0f", value) : String.format(Locale.ROOT, "%.3g", value);
  }

  private static CliException wrong(String text, String what) {
    return new CliException(Exit.WRONG_USE, "SLW-6061 --traffic " + text + " " + what
        + ". Nothing was done. Write it as 200/s, 30/min or 500/h");
  }
}
