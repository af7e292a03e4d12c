package dev.slipway.adapters.yaml;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.objective.Measured;
import dev.slipway.core.objective.Objective;
import dev.slipway.core.objective.Objectives;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads {@code objectives}: {@code { availability: 99.9% over 30d, latency: 99% under 300ms over 30d, spent: refuse }}, and with them
 * {@code metrics: { checkout-errors: 99.5% over 30d }}.
 */
final class ObjectivesReader {
  private static final String EXAMPLE = "{ availability: 99.9% over 30d, latency: 99% under 300ms over 30d }";
  private static final String AVAILABILITY = "99.9% over 30d";
  private static final String LATENCY = "99% under 300ms over 30d";
  private static final String MEASURED = "99.5% over 30d";
  private static final String SHARE = " *([0-9]{1,3}(?:\\.[0-9]{1,6})?) ?% +";
  private static final Pattern AVAILABLE = Pattern.compile(SHARE + "over +([0-9a-z]+) *");
  private static final Pattern FAST = Pattern.compile(SHARE + "under +([0-9a-z]+) +over +([0-9a-z]+) *");
  private static final Duration LEAST = Duration.ofDays(1);
  private static final Duration MOST = Duration.ofDays(90);
  private static final Duration SLOWEST = Duration.ofMinutes(1);

  private ObjectivesReader() {}

  /** @param written whose rates may be held against objectives as well */
  static Optional<Objectives> read(Section environment, MetricsReader written) {
    Optional<Section> section = environment.section("objectives", EXAMPLE);
    if (section.isEmpty()) {
      return Optional.empty();
    }
    List<Objective> all = new ArrayList<>();
    section.get().value("availability").flatMap(ObjectivesReader::available).ifPresent(all::add);
    for (Value each : section.get().value("latency").map(Value::oneOrMany).orElse(List.of())) {
      fast(each).ifPresent(o -> {
        if (all.stream().anyMatch(a -> a.indicator().equals(o.indicator()))) {
          each.fault(Fault.CONTRADICTION, each.path() + " says the same limit a second time", "keep one of the two");
        }
        all.add(o);
      });
    }
    Optional<Section> metrics = section.get().section("metrics", "{ checkout-errors: " + MEASURED + " }");
    for (Node.Entry entry : metrics.map(m -> m.map().entries()).orElse(List.of())) {
      measured(metrics.get().value(entry.key()).orElseThrow(), entry, written).ifPresent(all::add);
    }
    if (Stream.of("availability", "latency", "metrics").allMatch(k -> section.get().value(k).isEmpty())) {
      section.get().problems().add(Fault.MISSING_KEY, section.get().headAt(), "objectives names none", "write it as " + EXAMPLE);
    }
    Objectives.Spent spent = section.get().value("spent").flatMap(v -> v.word(List.of("warn", "refuse")))
        .map(w -> Objectives.Spent.valueOf(w.toUpperCase(Locale.ROOT))).orElse(Objectives.Spent.WARN);
    return Optional.of(new Objectives(all, spent));
  }

  private static Optional<Objective> available(Value value) {
    Matcher m = AVAILABLE.matcher(value.text(AVAILABILITY).orElse(""));
    return m.matches() ? objective(value, m.group(1), Optional.empty(), m.group(2)) : bad(value, AVAILABILITY);
  }

  /** A metric that is written but wrong was told where it is written. */
  private static Optional<Objective> measured(Value value, Node.Entry entry, MetricsReader written) {
    if (!written.names().contains(entry.key())) {
      value.problems().add(Fault.UNKNOWN_WORD, entry.keyAt(), "unknown metric \"" + entry.key() + "\" in objectives",
          written.names().isEmpty() ? "write it under metrics:, with bad and total" : Spelling.hint(entry.key(), written.names()));
      return Optional.empty();
    }
    Optional<Metric> metric = written.named(entry.key());
    if (metric.isPresent() && !(metric.get().form() instanceof Metric.Rate)) {
      value.problems().add(Fault.CONTRADICTION, entry.keyAt(), entry.key() + " is no rate, so that the good ones of all cannot be told",
          "name a metric with bad and total");
      return Optional.empty();
    }
    Matcher m = AVAILABLE.matcher(value.text(MEASURED).orElse(""));
    Optional<Objective> read = m.matches() ? objective(value, m.group(1), Optional.empty(), m.group(2)) : bad(value, MEASURED);
    Optional<Measured> by = metric.flatMap(w -> written.sources().stream().filter(s -> s.name().equals(w.source())).findFirst()
        .map(s -> new Measured(w, s)));
    return read.flatMap(o -> by.map(b -> new Objective(Optional.empty(), o.percent(), o.over(), Optional.of(b))));
  }

  private static Optional<Objective> fast(Value value) {
    Matcher m = FAST.matcher(value.text(LATENCY).orElse(""));
    if (!m.matches()) {
      return bad(value, LATENCY);
    }
    Optional<Duration> under = time(value, m.group(2), Duration.ofMillis(1), SLOWEST);
    return under.flatMap(u -> objective(value, m.group(1), Optional.of(u.toMillis()), m.group(3)));
  }

  /** What is no text was told already. */
  private static Optional<Objective> bad(Value value, String right) {
    boolean text = value.node() instanceof Node.Scalar s && s.type() == Node.Type.TEXT && !s.text().isBlank();
    return text ? value.badForm("is no objective", "write it as " + right) : Optional.empty();
  }

  private static Optional<Objective> objective(Value value, String share, Optional<Long> underMillis, String over) {
    BigDecimal percent = new BigDecimal(share);
    if (percent.signum() == 0 || percent.compareTo(BigDecimal.valueOf(100)) >= 0) {
      return LimitForm.outOfRange(value, share + "%", "use a share above 0% and below 100%: with 100% there is no budget to spend");
    }
    return time(value, over, LEAST, MOST).map(o -> new Objective(underMillis, percent, o));
  }

  private static Optional<Duration> time(Value value, String text, Duration least, Duration most) {
    Optional<Duration> read = DurationForm.parse(text);
    if (read.isEmpty()) {
      return value.badForm("has a time that cannot be read", DurationForm.hint(text));
    }
    if (read.get().compareTo(least) < 0 || read.get().compareTo(most) > 0) {
      return LimitForm.outOfRange(value, text, "use a time from " + DurationForm.spell(least) + " to " + DurationForm.spell(most));
    }
    return read;
  }
}
