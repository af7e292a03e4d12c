package dev.slipway.adapters.yaml;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How times are written: numbers with units, the larger first, as {@code 500ms}, {@code 30s}, {@code 1h30m}. */
final class DurationForm {
  private static final Pattern PART = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?)(ms|s|m|h|d)");
  private static final Pattern WHOLE = Pattern.compile("(" + PART.pattern() + "){1,5}");

  private DurationForm() {}

  static Optional<Duration> parse(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    long millis = 0;
    long lastUnit = Long.MAX_VALUE;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      long unit = unitMillis(part.group(2));
      if (unit >= lastUnit) {
        return Optional.empty();
      }
      lastUnit = unit;
      millis += new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)).longValue();
    }
    return Optional.of(Duration.ofMillis(millis));
  }

  /** The way out for a text that is no time. */
  static String hint(String text) {
    String plain = text.strip();
    if (plain.startsWith("-")) {
      return "a time is not negative; use 0s for none";
    }
    if (plain.matches("[0-9]+(\\.[0-9]+)?")) {
      return "a time needs its unit; did you mean \"" + plain + "s\"?";
    }
    Matcher worded = Pattern.compile("([0-9]+) ?([a-zA-Z]+)").matcher(plain);
    if (worded.matches()) {
      String word = worded.group(2).toLowerCase(Locale.ROOT);
      String unit = word.startsWith("mil") ? "ms" : word.startsWith("mon") || word.startsWith("w") ? "" : word.equals("ms") ? "ms"
          : word.substring(0, 1);
      if ("ms s m h d".contains(unit) && !unit.isEmpty()) {
        return "did you mean \"" + worded.group(1) + unit + "\"?";
      }
    }
    return "write a number with its unit (ms, s, m, h, d), as 30s, 5m or 1h30m";
  }

  static String spell(Duration d) {
    if (d.isZero()) {
      return "0s";
    }
    long millis = d.toMillis();
    for (String unit : new String[] {"d", "h", "m", "s"}) {
      if (millis % unitMillis(unit) == 0) {
        return millis / unitMillis(unit) + unit;
      }
    }
    return millis + "ms";
  }

  private static long unitMillis(String unit) {
    return switch (unit) {
      case "ms" -> 1;
      case "s" -> 1_000;
      case "m" -> 60_000;
      case "h" -> 3_600_000;
      case "d" -> 86_400_000;
      default -> throw new IllegalArgumentException("no unit of time: " + unit);
    };
  }
}
