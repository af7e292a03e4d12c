package dev.slipway.adapters.yaml;

import dev.slipway.core.check.CheckKind;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a load is written: {@code 50 concurrent for 10s}. */
final class LoadForm {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,6}) concurrent for (\\S+)");
  private static final int MOST_CONCURRENT = 1_000;
  private static final Duration MOST_TIME = Duration.ofMinutes(10);

  private LoadForm() {}

  static Optional<CheckKind> read(Section map, Value value) {
    Optional<String> path = map.value("path").map(HealthReader::path).orElse(Optional.of("/"));
    double errors = map.value("errors").flatMap(LoadForm::errors).orElse(0.0);
    Optional<Duration> p95 = map.value("p95").flatMap(v -> v.duration(Duration.ofMillis(1), Defaults.HOUR));
    Optional<String> text = value.text("50 concurrent for 10s");
    Matcher form = FORM.matcher(text.orElse("").strip());
    if (text.isEmpty() || path.isEmpty()) {
      return Optional.empty();
    }
    Optional<Duration> time = form.matches() ? DurationForm.parse(form.group(2)) : Optional.empty();
    if (time.isEmpty()) {
      return value.badForm("is no load", "write it as 50 concurrent for 10s");
    }
    int concurrent = Integer.parseInt(form.group(1));
    if (concurrent < 1 || concurrent > MOST_CONCURRENT || time.get().compareTo(Duration.ofSeconds(1)) < 0 || time.get()
        .compareTo(MOST_TIME) > 0) {
      value.fault(Fault.OUT_OF_RANGE, value.path() + " is " + text.get() + ", out of range",
          "use 1 to " + MOST_CONCURRENT + " concurrent for 1s to " + DurationForm.spell(MOST_TIME));
      return Optional.empty();
    }
    return Optional.of(new CheckKind.Load(path.get(), concurrent, time.get(), errors, p95));
  }

  private static Optional<Double> errors(Value value) {
    boolean none = value.node() instanceof Node.Scalar scalar && scalar.text().equals("0");
    return none ? Optional.of(0.0) : ShareForm.share(value, 0, 100);
  }
}
