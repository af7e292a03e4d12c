package dev.slipway.adapters.yaml;

import dev.slipway.core.analysis.Measure;
import dev.slipway.core.analysis.MetricTrigger;
import dev.slipway.core.analysis.MetricTrigger.Unit;
import dev.slipway.core.analysis.Trigger;
import dev.slipway.core.metric.Metric;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code rollback-when}: MEASURE &gt; LIMIT for DURATION, or METRIC &gt; EVENTS per DURATION. */
final class TriggerReader {
  private static final String EXAMPLE = "error-rate > 1% for 5m";
  private static final Pattern FORM = Pattern.compile(
      "\\s*([A-Za-z0-9_-]+)\\s*([<>=!]+)\\s*(-?[0-9.]+)\\s*([^\\s0-9.]*)\\s+(for|per)\\s+(.+?)\\s*");
  private static final Trigger FAILING_HEALTH =
      new Trigger(Measure.FAILING_HEALTH, Defaults.FAILING_HEALTH_LIMIT, Defaults.FAILING_HEALTH_FOR);

  private final MetricsReader metrics;
  private final List<Written> triggers = new ArrayList<>();
  private final List<MetricTrigger> ofMetrics = new ArrayList<>();

  private TriggerReader(MetricsReader metrics) {
    this.metrics = metrics;
  }

  /** A trigger with the value that it was written as. */
  record Written(Trigger trigger, Value value) {}

  /** What was read: triggers on what Slipway measures itself, and on measurements of the user's own. */
  record Read(List<Written> triggers, List<MetricTrigger> ofMetrics) {}

  static Read read(Optional<Value> rollbackWhen, MetricsReader metrics) {
    TriggerReader reader = new TriggerReader(metrics);
    rollbackWhen.map(Value::oneOrMany).orElse(List.of()).forEach(reader::one);
    return new Read(List.copyOf(reader.triggers), List.copyOf(reader.ofMetrics));
  }

  /** With the one that every rollout has, unless the user wrote a better one. */
  static List<Trigger> withBuiltIn(List<Written> written) {
    List<Trigger> all = new ArrayList<>(written.stream().map(Written::trigger).toList());
    if (all.stream().noneMatch(t -> t.measure() == Measure.FAILING_HEALTH)) {
      all.add(FAILING_HEALTH);
    }
    return all;
  }

  private void one(Value value) {
    Optional<String> text = value.text(EXAMPLE);
    if (text.isEmpty()) {
      return;
    }
    Matcher m = FORM.matcher(text.get());
    if (!m.matches()) {
      value.badForm("is no trigger", missing(text.get()));
      return;
    }
    Optional<Measure> measure = LimitForm.measure(m.group(1));
    if (measure.isEmpty() && !metrics.names().contains(m.group(1))) {
      List<String> right = new ArrayList<>(LimitForm.MEASURES);
      right.addAll(metrics.names());
      value.fault(Fault.UNKNOWN_WORD, "unknown measure \"" + m.group(1) + "\" in " + value.path(), Spelling.hint(m.group(1), right));
      return;
    }
    if (!m.group(2).equals(">")) {
      value.badForm("compares with " + m.group(2), "a trigger fires above its limit; write " + m.group(1) + " > " + m.group(3)
          + m.group(4) + " " + m.group(5) + " " + m.group(6));
      return;
    }
    Optional<Duration> time = time(value, m.group(5), m.group(6));
    if (measure.isPresent()) {
      builtIn(value, measure.get(), m, time).ifPresent(t -> once(value, t, triggers.stream().anyMatch(w -> w.trigger().equals(t)),
          () -> triggers.add(new Written(t, value))));
    } else {
      metrics.named(m.group(1)).flatMap(metric -> ofMetric(value, metric, m, time))
          .ifPresent(t -> once(value, t, ofMetrics.contains(t), () -> ofMetrics.add(t)));
    }
  }

  private static void once(Value value, Record trigger, boolean again, Runnable add) {
    if (again) {
      value.fault(Fault.CONTRADICTION, value.path() + " says \"" + trigger + "\" a second time", "keep one of the two");
    } else {
      add.run();
    }
  }

  private static Optional<Trigger> builtIn(Value value, Measure measure, Matcher m, Optional<Duration> time) {
    if (m.group(5).equals("per")) {
      return value.badForm("counts " + measure.word() + " per time, which is no count",
          "write " + m.group(1) + " > " + m.group(3) + m.group(4) + " for " + m.group(6));
    }
    Optional<Double> limit = LimitForm.read(value, measure, m.group(3), m.group(4), measure.word() + " > ", " for 5m");
    return limit.flatMap(l -> time.map(t -> new Trigger(measure, l, t)));
  }

  private static Optional<MetricTrigger> ofMetric(Value value, Metric metric, Matcher m, Optional<Duration> time) {
    String number = LimitForm.isNumber(m.group(3)) ? m.group(3) : "10";
    Form wanted =
        switch (metric.form()) {
          case Metric.Rate r -> new Form(Unit.SHARE, "%", "for", "is a rate, a share of all events");
          case Metric.Count c -> new Form(Unit.PER_HOUR, "", "per", "counts events");
          case Metric.Level l -> new Form(Unit.PLAIN, "", "for", "is a level");
        };
    if (!LimitForm.isNumber(m.group(3)) || !m.group(4).equals(wanted.suffix()) || !m.group(5).equals(wanted.word())) {
      return value.badForm("has no limit that fits " + metric.name() + ", which " + wanted.what(), "write " + metric.name() + " > " + number
          + wanted.suffix() + " " + wanted.word() + " " + m.group(6));
    }
    double limit = Double.parseDouble(number);
    if (wanted.unit() != Unit.PLAIN && limit < 0 || wanted.unit() == Unit.SHARE && limit >= 100) {
      return LimitForm.outOfRange(value, number + wanted.suffix(), wanted.unit() == Unit.SHARE ? "use 0% to 99%" : "use 0 or more");
    }
    return time.map(t -> new MetricTrigger(metric.name(), switch (wanted.unit()) {
      case SHARE -> LimitForm.percent(number);
      case PER_HOUR -> limit * Defaults.HOUR.toNanos() / t.toNanos();
      case PLAIN -> limit;
    }, wanted.unit(), t));
  }

  /** How the limit of a metric is written. */
  private record Form(Unit unit, String suffix, String word, String what) {}

  private static String missing(String text) {
    if (!text.contains(">")) {
      return "write MEASURE > LIMIT for DURATION, as " + EXAMPLE;
    }
    return text.contains(" for ") || text.contains(" per ") ? "write it as " + EXAMPLE
        : "say how long it must last, as " + text.strip() + " for 5m";
  }

  private static Optional<Duration> time(Value value, String word, String text) {
    Optional<Duration> read = DurationForm.parse(text);
    if (read.isEmpty()) {
      return value.badForm("names no time after \"" + word + "\"", DurationForm.hint(text));
    }
    if (read.get().compareTo(Defaults.SECOND) < 0 || read.get().compareTo(Defaults.DAY) > 0) {
      value.fault(Fault.OUT_OF_RANGE, "the duration " + text + " in " + value.path() + " is out of range", "use a time from 1s to 24h");
      return Optional.empty();
    }
    return read;
  }
}
