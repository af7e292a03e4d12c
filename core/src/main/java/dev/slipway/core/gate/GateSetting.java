package dev.slipway.core.gate;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that may be said of a gate.
 *
 * @param name as it is written
 * @param shape how its value is written
 */
public record GateSetting(String name, GateKind.Shape shape) {
  /** Words for how bad a finding is, the least first. */
  public static final List<String> SEVERITIES = List.of("low", "medium", "high", "critical");

  private static final int MOST_TEXT = 4000;
  private static final Pattern TIME = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,6})?)(ms|s|m|h|d)");

  static GateSetting say(String name, GateKind.Shape shape) {
    return new GateSetting(name, shape);
  }

  /** Whether a list may stand there. */
  public boolean many() {
    return shape == GateKind.Shape.FILES || shape == GateKind.Shape.TEXTS;
  }

  /** What is wrong with a value, as what to write in its place; absent when it is right. */
  public Optional<String> fault(String text) {
    return switch (shape) {
      case TEXT, TEXTS, FILE, FILES ->
          text.isBlank() || text.length() > MOST_TEXT ? Optional.of("write some text, at most " + MOST_TEXT + " characters")
              : Optional.empty();
      case WHOLE -> text.matches("[0-9]{1,9}") ? Optional.empty() : Optional.of("write a whole number, as 10");
      case SHARE -> isShare(text) ? Optional.empty() : Optional.of("write a share from 0% to 100%, as 80%");
      case TIME -> time(text).isPresent() ? Optional.empty() : Optional.of("write a time with its unit, as 200ms, 30s, 5m, 2h or 7d");
      case TRUTH -> oneOf(text, List.of("true", "false"));
      case SEVERITY -> oneOf(text, SEVERITIES);
      case PASS_OR_FAIL -> oneOf(text, List.of("pass", "fail"));
      case VALID_OR_NEWER -> oneOf(text, List.of("valid", "newer"));
    };
  }

  private static Optional<String> oneOf(String text, List<String> words) {
    return words.contains(text) ? Optional.empty() : Optional.of("write one of " + String.join(", ", words));
  }

  private static boolean isShare(String text) {
    return text.matches("[0-9]{1,3}(\\.[0-9]{1,6})? ?%") && share(text) <= 1;
  }

  /** A share with its sign as 0–1. */
  static double share(String text) {
    return new BigDecimal(text.replace("%", "").strip()).movePointLeft(2).doubleValue();
  }

  /** A time; absent when it is none. */
  static Optional<Duration> time(String text) {
    Matcher m = TIME.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    BigDecimal millis = new BigDecimal(m.group(1)).multiply(BigDecimal.valueOf(unitMillis(m.group(2))));
    return Optional.of(Duration.ofNanos(millis.movePointRight(6).min(BigDecimal.valueOf(Long.MAX_VALUE)).longValue()));
  }

  private static long unitMillis(String unit) {
    if (unit.equals("ms")) {
      return 1;
    }
    if (unit.equals("s")) {
      return 1000;
    }
    return unit.equals("m") ? 60_000 : unit.equals("h") ? 3_600_000 : 86_400_000;
  }
}
