package dev.slipway.adapters.yaml;

import dev.slipway.core.analysis.Measure;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How the limit of a trigger or a gate is written: {@code 0.1%} of a share, {@code 500ms} of a latency. */
final class LimitForm {
  static final List<String> MEASURES = Arrays.stream(Measure.values()).map(Measure::word).toList();

  private static final double MOST_CPU_PERCENT = 100_000;
  private static final double MOST_LATENCY_MILLIS = 600_000;

  private LimitForm() {}

  static Optional<Measure> measure(String word) {
    return Arrays.stream(Measure.values()).filter(m -> m.word().equals(word)).findFirst();
  }

  /** Whether it is a number that can be read. */
  static boolean isNumber(String text) {
    return text.matches("-?[0-9]{1,12}(\\.[0-9]{1,6})?");
  }

  /**
   * A share 0–1 or milliseconds, by the measure.
   *
   * @param before what stands before the limit, for the way out
   * @param after what stands behind it
   */
  static Optional<Double> read(Value value, Measure measure, String number, String unit, String before, String after) {
    boolean share = switch (measure) {
      case ERROR_RATE, FAILING_HEALTH, CPU, MEMORY -> true;
      case P50, P90, P95, P99 -> false;
    };
    if (!isNumber(number) || !(share ? unit.equals("%") : List.of("ms", "s", "m").contains(unit))) {
      String example = share ? (number.matches("[0-9.]+") ? number : "1") + "%" : (number.matches("[0-9]+") ? number : "500") + "ms";
      return value.badForm("has no limit that fits " + measure.word(), "write " + before + example + after);
    }
    double read = Double.parseDouble(number);
    if (!share) {
      double millis = read * (unit.equals("s") ? 1_000 : unit.equals("m") ? 60_000 : 1);
      return millis > 0 && millis <= MOST_LATENCY_MILLIS ? Optional.of(millis)
          : outOfRange(value, number + unit, "use a latency from 1ms to 10m");
    }
    double most = measure == Measure.CPU ? MOST_CPU_PERCENT : 100;
    if (read < 0 || read >= most) {
      return outOfRange(value, number + unit, measure == Measure.CPU ? "use a share of one core, as 90%" : measure.word()
          + " is never above 100%; use 0% to 99%");
    }
    return Optional.of(percent(number));
  }

  /** A number of percent as a share, exactly as written. */
  static double percent(String number) {
    return new BigDecimal(number).movePointLeft(2).doubleValue();
  }

  static <T> Optional<T> outOfRange(Value value, String limit, String hint) {
    value.fault(Fault.OUT_OF_RANGE, "the limit " + limit + " in " + value.path() + " is out of range", hint);
    return Optional.empty();
  }
}
