package dev.slipway.adapters.yaml;

import dev.slipway.core.metric.SourceAccess;
import dev.slipway.core.metric.SourceSpec;
import dev.slipway.core.metric.SourceSpec.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads one of {@code metrics.sources}: where measurements are asked for. */
final class SourceReader {
  private static final String EXAMPLE = "{ prometheus: \"http://127.0.0.1:9090\" }";

  private SourceReader() {}

  static Optional<SourceSpec> read(String name, Value value) {
    Optional<Section> section = value.section(EXAMPLE);
    if (section.isEmpty()) {
      return Optional.empty();
    }
    Section map = section.get();
    Optional<Value> prometheus = map.value("prometheus");
    Optional<Value> csv = map.value("csv");
    if (prometheus.isPresent() == csv.isPresent()) {
      if (csv.isPresent()) {
        map.problems().add(Fault.CONTRADICTION, csv.get().keyAt(), map.path() + " names both prometheus and csv", "write two sources");
      } else {
        map.problems().add(
            Fault.MISSING_KEY, map.headAt(), map.path() + " does not say what is asked",
            "write it as " + EXAMPLE + " or { csv: metrics.csv }");
      }
      return Optional.empty();
    }
    Duration timeout = map.value("timeout").flatMap(v -> v.duration(Duration.ofMillis(10), Defaults.SOURCE_TIMEOUT_MOST))
        .orElse(Defaults.SOURCE_TIMEOUT);
    Duration lag = map.value("lag").flatMap(v -> v.duration(Defaults.NONE, Defaults.HOUR))
        .orElse(csv.isPresent() ? Defaults.NONE : Defaults.SCRAPE_LAG);
    Optional<String> location = prometheus.isPresent() ? prometheus.flatMap(SourceReader::address)
        : csv.flatMap(v -> v.text("metrics.csv"));
    if (csv.isPresent()) {
      forPrometheusOnly(map);
      return location.map(l -> new SourceSpec(name, Kind.CSV, l, timeout, lag));
    }
    Optional<SourceAccess> access = AccessReader.read(map);
    return location.map(l -> new SourceSpec(name, Kind.PROMETHEUS, l, timeout, lag, access));
  }

  private static void forPrometheusOnly(Section map) {
    for (String key : List.of("bearer-token-file", "basic-auth", "tls")) {
      map.value(key).ifPresent(v -> map.problems().add(Fault.CONTRADICTION, v.keyAt(), v.path() + " means nothing for a file",
          "leave it out"));
    }
  }

  private static Optional<String> address(Value value) {
    Optional<String> text = value.text("\"http://127.0.0.1:9090\"");
    if (text.isEmpty() || text.get().matches("https?://[^\\s/?#]+(/[^\\s?#]*)?")) {
      return text;
    }
    return value.badForm("is no address of a Prometheus", text.get().matches("[A-Za-z0-9.-]+(:[0-9]+)?(/.*)?")
        ? "did you mean \"http://" + text.get() + "\"?" : "write it as \"http://HOST:PORT\"");
  }
}
