package dev.slipway.adapters.yaml;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.SourceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what one of {@code metrics} measures: a rate, a count or a level, and what is asked of its source for that. */
final class MetricForm {
  static final String EXAMPLE = "{ count: 'sum(failures_total{release=\"${release}\"})' }";
  private static final List<String> PLACEHOLDERS = List.of("release", "version", "service", "environment");
  private static final List<String> FORMS = List.of("rate", "count", "level");

  private MetricForm() {}

  /** @param source where it is asked for; empty if that is wrong, which was told then */
  static Optional<Metric.Form> read(Value value, Optional<SourceSpec> source) {
    return value.node() instanceof Node.Mapping ? ofMap(value, source) : ofWord(value, source);
  }

  /** A file has columns for what other sources must be asked for in their own language. */
  private static Optional<Metric.Form> ofWord(Value value, Optional<SourceSpec> source) {
    Optional<String> word = value.word(FORMS);
    if (word.isPresent() && source.filter(s -> s.kind() != SourceSpec.Kind.CSV).isPresent()) {
      return value.badForm("does not say what is asked of " + source.get().name(), "write it as " + EXAMPLE);
    }
    String name = value.path().substring(value.path().lastIndexOf('.') + 1);
    return word.map(w -> switch (w) {
      case "rate" -> new Metric.Rate(name, name);
      case "count" -> new Metric.Count(name);
      default -> new Metric.Level(name);
    });
  }

  private static Optional<Metric.Form> ofMap(Value value, Optional<SourceSpec> source) {
    Section map = value.section("").orElseThrow();
    List<String> written = new ArrayList<>(List.of("bad", "count", "level"));
    written.removeIf(k -> map.value(k).isEmpty());
    if (written.isEmpty() && map.value("total").isEmpty()) {
      value.problems().add(Fault.MISSING_KEY, value.keyAt(), value.path() + " does not say what is measured",
          "add count, level, or bad and total, as " + EXAMPLE);
      return Optional.empty();
    }
    Optional<Value> stray = written.stream().filter(k -> !k.equals("bad")).findFirst().flatMap(k -> map.value("total"));
    if (written.size() > 1 || stray.isPresent()) {
      Value second = stray.or(() -> map.value(written.get(1))).orElseThrow();
      value.problems().add(Fault.CONTRADICTION, second.keyAt(), value.path() + " is several things at once",
          "keep bad with total for a rate, count for events an hour, or level; write two metrics for two things");
      return Optional.empty();
    }
    boolean file = source.filter(s -> s.kind() == SourceSpec.Kind.CSV).isPresent();
    if (written.isEmpty() || written.getFirst().equals("bad")) {
      Optional<String> bad = both(map, "bad", file);
      Optional<String> total = both(map, "total", file);
      return bad.flatMap(b -> total.map(t -> new Metric.Rate(b, t)));
    }
    Optional<String> expression = expression(map.value(written.getFirst()).orElseThrow(), file);
    return expression.map(e -> written.getFirst().equals("count") ? new Metric.Count(e) : new Metric.Level(e));
  }

  private static Optional<String> both(Section map, String key, boolean file) {
    if (map.value(key).isEmpty()) {
      map.problems().add(Fault.MISSING_KEY, map.headAt(), map.path() + " has no " + key, "a rate is bad of total; add " + key);
    }
    return map.value(key).flatMap(v -> expression(v, file));
  }

  private static Optional<String> expression(Value value, boolean file) {
    Optional<String> text = value.text("sum(checkout_total{release=\"${release}\"})");
    if (text.isEmpty()) {
      return text;
    }
    Placeholders.check(text.get(), PLACEHOLDERS, value.at(), value.path(), value.problems());
    if (!file && !text.get().contains("${release}") && !text.get().contains("${version}") && !value.problems().knows(value.at())) {
      value.fault(
          Fault.CONTRADICTION, value.path() + " asks the same of every release, so that it could not tell candidate and stable apart",
          "compare a label with ${release} or ${version}, as {release=\"${release}\"}");
      return Optional.empty();
    }
    return text;
  }
}
