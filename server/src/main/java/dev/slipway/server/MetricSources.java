package dev.slipway.server;

import dev.slipway.adapters.csv.CsvSource;
import dev.slipway.adapters.prometheus.PrometheusSource;
import dev.slipway.core.metric.Question;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.metric.SourceSpec;
import dev.slipway.core.spi.MetricSource;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Every kind of source there is, each made when it is first asked: most servers never ask any. */
final class MetricSources implements MetricSource {
  private final Map<SourceSpec.Kind, MetricSource> made = new ConcurrentHashMap<>();

  @Override
  public Reading read(Question question) {
    return made.computeIfAbsent(question.source().kind(), MetricSources::make).read(question);
  }

  private static MetricSource make(SourceSpec.Kind kind) {
    return switch (kind) {
      case PROMETHEUS -> new PrometheusSource();
      case CSV -> new CsvSource(InstantSource.system().instant());
    };
  }
}
