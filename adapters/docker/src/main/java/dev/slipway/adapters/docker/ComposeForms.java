package dev.slipway.adapters.docker;

import dev.slipway.core.spi.OutsideException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How compose files write sizes, times and commands. */
final class ComposeForms {
  private static final Pattern SIZE = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*([bkmg]?)b?", Pattern.CASE_INSENSITIVE);
  private static final Pattern TIME = Pattern.compile("([0-9]+)(us|ms|s|m|h)");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

  private ComposeForms() {}

  /** {@code 512m} is 512 × 1024² bytes. */
  static long bytes(String text) {
    Matcher m = SIZE.matcher(text.strip());
    if (!m.matches()) {
      throw wrong(text, "size");
    }
    int power =
        switch (m.group(2).toLowerCase(Locale.ROOT)) {
          case "k" -> 1;
          case "m" -> 2;
          case "g" -> 3;
          default -> 0;
        };
    return (long) (Double.parseDouble(m.group(1)) * (1L << (10 * power)));
  }

  static Duration duration(String text) {
    Matcher m = TIME.matcher(text.strip());
    Duration all = Duration.ZERO;
    int end = 0;
    while (m.find() && m.start() == end) {
      end = m.end();
      long number = Long.parseLong(m.group(1));
      all = all.plus(
          switch (m.group(2)) {
            case "us" -> Duration.ofNanos(number * 1_000);
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
          });
    }
    if (end == 0 || end != text.strip().length()) {
      throw wrong(text, "time");
    }
    return all;
  }

  /** The words of a command; it is no shell's. */
  static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher m = WORD.matcher(command);
    while (m.find()) {
      words.add(m.group(1) != null ? m.group(1) : m.group(2) != null ? m.group(2) : m.group(3));
    }
    return words;
  }

  private static OutsideException wrong(String text, String what) {
    return new OutsideException("SLW-3120", "\"" + text + "\" in the compose file is no " + what
        + ". Nothing was started and traffic stays as it is");
  }
}
