package dev.slipway.adapters.yaml;

import dev.slipway.core.analysis.Measure;
import dev.slipway.core.analysis.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code rollback-when}: MEASURE &gt; LIMIT for DURATION. */
final class TriggerReader {
  private static final String EXAMPLE = "error-rate > 1% for 5m";
  private static final Pattern FORM = Pattern.compile(
      "\\s*([A-Za-z0-9_-]+)\\s*([<>=!]+)\\s*(-?[0-9.]+)\\s*([^\\s0-9.]*)\\s+for\\s+(.+?)\\s*");
  private static final List<String> MEASURES = Arrays.stream(Measure.values()).map(Measure::word).toList();
  private static final Trigger FAILING_HEALTH = new Trigger(Measure.FAILING_HEALTH, Defaults.FAILING_HEALTH_LIMIT,
      Defaults.FAILING_HEALTH_FOR);

  private TriggerReader() {}

  /** A trigger with the value that it was written as. */
  record Written(Trigger trigger, Value value) {}

  static List<Written> read(Optional<Value> rollbackWhen) {
    List<Written> read = new ArrayList<>();
    for (Value item : rollbackWhen.map(Value::oneOrMany).orElse(List.of())) {
      Optional<Trigger> trigger = one(item);
      if (trigger.isPresent() && read.stream().anyMatch(w -> w.trigger().equals(trigger.get()))) {
        item.fault(Fault.CONTRADICTION, item.path() + " says \"" + trigger.get() + "\" a second time", "keep one of the two");
      } else {
        trigger.ifPresent(t -> read.add(new Written(t, item)));
      }
    }
    return read;
  }

  /** With the one that every rollout has, unless the user wrote a better one. */
  static List<Trigger> withBuiltIn(List<Written> written) {
    List<Trigger> all = new ArrayList<>(written.stream().map(Written::trigger).toList());
    if (all.stream().noneMatch(t -> t.measure() == Measure.FAILING_HEALTH)) {
      all.add(FAILING_HEALTH);
    }
    return all;
  }

  private static Optional<Trigger> one(Value value) {
    Optional<String> text = value.text(EXAMPLE);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher m = FORM.matcher(text.get());
    if (!m.matches()) {
      return value.badForm("is no trigger", missing(text.get()));
    }
    Optional<Measure> measure = Arrays.stream(Measure.values()).filter(x -> x.word().equals(m.group(1))).findFirst();
    if (measure.isEmpty()) {
      value.fault(Fault.UNKNOWN_WORD, "unknown measure \"" + m.group(1) + "\" in " + value.path(), Spelling.hint(m.group(1), MEASURES));
      return Optional.empty();
    }
    if (!m.group(2).equals(">")) {
      return value.badForm("compares with " + m.group(2), "a trigger fires above its limit; write " + m.group(1) + " > " + m.group(3)
          + m.group(4) + " for " + m.group(5));
    }
    Optional<Double> limit = limit(value, measure.get(), m.group(3), m.group(4));
    Optional<Duration> sustained = sustained(value, m.group(5));
    return limit.isEmpty() || sustained.isEmpty() ? Optional.empty()
        : Optional.of(new Trigger(measure.get(), limit.get(), sustained.get()));
  }

  private static String missing(String text) {
    if (!text.contains(">")) {
      return "write MEASURE > LIMIT for DURATION, as " + EXAMPLE;
    }
    return text.contains(" for ") ? "write it as " + EXAMPLE : "say how long it must last, as " + text.strip() + " for 5m";
  }

  private static Optional<Double> limit(Value value, Measure measure, String number, String unit) {
    boolean share = switch (measure) {
      case ERROR_RATE, FAILING_HEALTH, CPU, MEMORY -> true;
      case P50, P90, P95, P99 -> false;
    };
    if (!number.matches("-?[0-9]{1,9}(\\.[0-9]{1,6})?") || !(share ? unit.equals("%") : List.of("ms", "s", "m").contains(unit))) {
      String example = share ? (number.matches("[0-9.]+") ? number : "1") + "%" : (number.matches("[0-9]+") ? number : "500") + "ms";
      return value.badForm("has no limit that fits " + measure.word(), "write " + measure.word() + " > " + example + " for 5m");
    }
    double read = Double.parseDouble(number);
    if (!share) {
      double millis = read * (unit.equals("s") ? 1_000 : unit.equals("m") ? 60_000 : 1);
      return millis > 0 && millis <= 600_000 ? Optional.of(millis) : outOfRange(value, number + unit, "use a latency from 1ms to 10m");
    }
    double most = measure == Measure.CPU ? 100_000 : 100;
    if (read < 0 || read >= most) {
      return outOfRange(value, number + unit, measure == Measure.CPU ? "use a share of one core, as 90%" : measure.word()
          + " is never above 100%; use 0% to 99%");
    }
    return Optional.of(read / 100);
  }

  private static Optional<Double> outOfRange(Value value, String limit, String hint) {
    value.fault(Fault.OUT_OF_RANGE, "the limit " + limit + " in " + value.path() + " is out of range", hint);
    return Optional.empty();
  }

  private static Optional<Duration> sustained(Value value, String text) {
    Optional<Duration> read = DurationForm.parse(text);
    if (read.isEmpty()) {
      return value.badForm("names no time after \"for\"", DurationForm.hint(text));
    }
    if (read.get().compareTo(Defaults.SECOND) < 0 || read.get().compareTo(Defaults.DAY) > 0) {
      value.fault(Fault.OUT_OF_RANGE, "the duration " + text + " in " + value.path() + " is out of range", "use a time from 1s to 24h");
      return Optional.empty();
    }
    return read;
  }
}
