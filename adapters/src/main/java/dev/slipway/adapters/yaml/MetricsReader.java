package dev.slipway.adapters.yaml;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.OpenTelemetryMetrics;
import dev.slipway.core.metric.SourceSpec;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code metrics}: measurements of the user's own systems, and where they are asked for. */
final class MetricsReader {
  private static final String SOURCES = "sources";
  private static final String OTEL = "otel";
  private static final String SOURCE_EXAMPLE = "metrics: { sources: { prometheus: { prometheus: \"http://127.0.0.1:9090\" } } }";

  private final Set<String> names = new LinkedHashSet<>();
  private final Map<String, Metric> metrics = new LinkedHashMap<>();
  private final Map<String, SourceSpec> sources = new LinkedHashMap<>();
  private final Set<String> sourceNames = new LinkedHashSet<>();

  /** What is written, in order of precedence: of two metrics or sources of one name the first holds. */
  MetricsReader(List<Value> written) {
    List<Section> maps = written.stream().flatMap(v -> v.section("{ NAME: " + MetricForm.EXAMPLE + " }").stream()).toList();
    for (Section map : maps) {
      map.section(SOURCES, "{ prometheus: { prometheus: \"http://127.0.0.1:9090\" } }").ifPresent(this::sources);
    }
    for (Section map : maps) {
      for (Node.Entry entry : map.map().entries()) {
        if (!entry.key().equals(SOURCES) && !entry.key().equals(OTEL)) {
          metric(entry, map.value(entry.key()).orElseThrow());
        }
      }
    }
    maps.stream().flatMap(m -> m.value(OTEL).stream()).findFirst().ifPresent(this::otel);
  }

  /** Every name that is written, be what it stands for wrong. */
  Set<String> names() {
    return names;
  }

  Optional<Metric> named(String name) {
    return Optional.ofNullable(metrics.get(name));
  }

  List<Metric> metrics() {
    return List.copyOf(metrics.values());
  }

  List<SourceSpec> sources() {
    return List.copyOf(sources.values());
  }

  private void sources(Section map) {
    for (Node.Entry entry : map.map().entries()) {
      if (sourceNames.add(entry.key())) {
        SourceReader.read(entry.key(), map.value(entry.key()).orElseThrow()).ifPresent(s -> sources.put(s.name(), s));
      }
    }
  }

  /** What a service exports by OpenTelemetry's conventions; a metric of the same name that the user wrote wins. */
  private void otel(Value value) {
    if (!value.truth().orElse(false)) {
      return;
    }
    List<SourceSpec> able = sources.values().stream().filter(s -> s.kind() == SourceSpec.Kind.PROMETHEUS).toList();
    if (able.size() != 1) {
      value.problems().add(Fault.MISSING_KEY, value.keyAt(), value.path() + " needs one Prometheus to ask, and there are " + able.size(),
          able.isEmpty() ? "add one, as " + SOURCE_EXAMPLE : "write the metrics out, with their source; docs/metrics.md has them");
      return;
    }
    for (Metric metric : OpenTelemetryMetrics.DEFAULT.all(able.getFirst().name())) {
      if (names.add(metric.name())) {
        metrics.put(metric.name(), metric);
      }
    }
  }

  private void metric(Node.Entry entry, Value value) {
    if (!isName(entry, value) || !names.add(entry.key())) {
      return;
    }
    Optional<SourceSpec> source = source(value);
    Optional<Metric.Form> form = MetricForm.read(value, source);
    source.flatMap(s -> form.map(f -> new Metric(entry.key(), s.name(), f))).ifPresent(m -> metrics.put(m.name(), m));
  }

  private static boolean isName(Node.Entry entry, Value value) {
    if (LimitForm.measure(entry.key()).isPresent()) {
      value.problems().add(Fault.CONTRADICTION, entry.keyAt(), value.path() + " is measured by Slipway itself",
          "give yours another name, as my-" + entry.key());
      return false;
    }
    if (!entry.key().matches("[a-z]([a-z0-9-]{0,61}[a-z0-9])?")) {
      value.problems().add(Fault.BAD_FORM, entry.keyAt(), "\"" + entry.key() + "\" cannot be the name of a metric",
          "use lower-case letters, digits and dashes, as checkout-errors");
      return false;
    }
    return true;
  }

  /** The one that is named, or the only one there is. */
  private Optional<SourceSpec> source(Value metric) {
    Optional<Value> named = metric.node() instanceof Node.Mapping ? metric.section("").flatMap(s -> s.value("source")) : Optional.empty();
    if (named.isPresent()) {
      return sourceNames.isEmpty() ? noSource(metric) : named.get().word(sourceNames).flatMap(n -> Optional.ofNullable(sources.get(n)));
    }
    if (sourceNames.size() == 1) {
      return sources.values().stream().findFirst();
    }
    if (sourceNames.isEmpty()) {
      return noSource(metric);
    }
    metric.problems().add(Fault.MISSING_KEY, metric.keyAt(), metric.path() + " does not say which source is asked",
        "add source: " + String.join(" or source: ", sourceNames));
    return Optional.empty();
  }

  private static Optional<SourceSpec> noSource(Value metric) {
    metric.problems().add(Fault.MISSING_KEY, metric.keyAt(), metric.path() + " has no source to ask", "add one, as " + SOURCE_EXAMPLE);
    return Optional.empty();
  }
}
