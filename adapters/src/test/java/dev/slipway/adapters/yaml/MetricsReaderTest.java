package dev.slipway.adapters.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.MetricTrigger;
import dev.slipway.core.analysis.MetricTrigger.Unit;
import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.OpenTelemetryMetrics;
import dev.slipway.core.metric.SourceSpec;
import dev.slipway.core.metric.SourceSpec.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Measurements of the user's own, as they are written. */
class MetricsReaderTest {

  @Test
  void measurements_of_one_s_own_come_from_the_only_source_or_the_one_that_is_named() {
    JudgePolicy judge =
        TestPolicies.policy(
                """
                metrics:
                      sources:
                        shop-prometheus: { prometheus: "http://127.0.0.1:9090", timeout: 2s, lag: 30s }
                        trial: { csv: metrics.csv }
                      checkout-errors: { source: shop-prometheus, bad: 'f{release="${release}"}', total: 't{release="${release}"}' }
                      failures: { source: shop-prometheus, count: 'r{version="${version}"}' }
                      queue-depth: { source: trial, level: queue }
                    rollback-when:
                      - checkout-errors > 0.5% for 5m
                      - failures > 10 per 1h
                      - failures > 5 per 15m
                      - queue-depth > 100 for 5m
                """)
            .judge();
    assertEquals(
        List.of(
            new SourceSpec("shop-prometheus", Kind.PROMETHEUS, "http://127.0.0.1:9090", Duration.ofSeconds(2), Duration.ofSeconds(30)),
            new SourceSpec("trial", Kind.CSV, "metrics.csv", Duration.ofSeconds(5), Duration.ZERO)),
        judge.sources());
    assertEquals(
        List.of(
            new Metric("checkout-errors", "shop-prometheus", new Metric.Rate("f{release=\"${release}\"}", "t{release=\"${release}\"}")),
            new Metric("failures", "shop-prometheus", new Metric.Count("r{version=\"${version}\"}")),
            new Metric("queue-depth", "trial", new Metric.Level("queue"))),
        judge.metrics());
    assertEquals(
        List.of(
            new MetricTrigger("checkout-errors", 0.005, Unit.SHARE, Duration.ofMinutes(5)),
            new MetricTrigger("failures", 10, Unit.PER_HOUR, Duration.ofHours(1)),
            new MetricTrigger("failures", 20, Unit.PER_HOUR, Duration.ofMinutes(15)),
            new MetricTrigger("queue-depth", 100, Unit.PLAIN, Duration.ofMinutes(5))),
        judge.metricTriggers());
    assertEquals(
        List.of("checkout-errors > 0.5% for 5m", "failures > 10 per 1h", "failures > 5 per 15m", "queue-depth > 100 for 5m"),
        judge.metricTriggers().stream().map(MetricTrigger::toString).toList());
  }

  @Test
  void a_file_of_measurements_needs_no_expressions() {
    JudgePolicy judge =
        TestPolicies.policy("metrics: { sources: { trial: { csv: m.csv } }, checkout: rate, failures: count, depth: level }").judge();
    assertEquals(
        List.of(
            new Metric("checkout", "trial", new Metric.Rate("checkout", "checkout")),
            new Metric("failures", "trial", new Metric.Count("failures")),
            new Metric("depth", "trial", new Metric.Level("depth"))),
        judge.metrics());
  }

  @Test
  void opentelemetry_s_names_need_not_be_written_down() {
    JudgePolicy judge =
        TestPolicies.policy("metrics: { sources: { main: { prometheus: \"http://a:9090\" } }, otel: true }\n"
            + "    rollback-when: otel-p95 > 500 for 5m")
            .judge();
    assertEquals(OpenTelemetryMetrics.DEFAULT.all("main"), judge.metrics());
    assertEquals(List.of(new MetricTrigger("otel-p95", 500, Unit.PLAIN, Duration.ofMinutes(5))), judge.metricTriggers());
  }

  @Test
  void an_environment_adds_to_the_service_s_measurements_and_wins_by_name() {
    String text =
        """
        service: shop
        artifact: { process: { file: app.jar, run: java -jar ${artifact} } }
        metrics:
          sources: { main: { prometheus: "http://a:9090" } }
          failures: { count: 'a{release="${release}"}' }
        environments:
          staging:
            listen: 8080
            metrics: { sources: { main: { prometheus: "http://b:9090" } }, depth: { level: 'd{release="${release}"}' } }
            rollback-when: failures > 1 per 1h
          production: { listen: 8081 }
        """;
    JudgePolicy staging = TestPolicies.judge(text, "staging");
    assertEquals(List.of("http://b:9090"), staging.sources().stream().map(SourceSpec::location).toList());
    assertEquals(List.of("depth", "failures"), staging.metrics().stream().map(Metric::name).toList());
    JudgePolicy production = TestPolicies.judge(text, "production");
    assertEquals(List.of("http://a:9090"), production.sources().stream().map(SourceSpec::location).toList());
    assertEquals(List.of("failures"), production.metrics().stream().map(Metric::name).toList());
  }
}
