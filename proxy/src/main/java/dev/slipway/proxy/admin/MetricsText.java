package dev.slipway.proxy.admin;

import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.proxy.state.TargetState;
import dev.slipway.proxy.state.Targets;
import dev.slipway.proxy.traffic.ReleaseCounts;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The counts of all targets in the text format 0.0.4 of Prometheus. */
final class MetricsText {
  /** Upper edges of the published buckets; the fine ones stay behind the admin socket. */
  private static final double[] EDGES_SECONDS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 2, 3, 5, 10, 30, 60
  };

  private static final double NANOS_PER_SECOND = 1e9;

  private final StringBuilder text = new StringBuilder();

  private MetricsText() {}

  static String write(Targets targets) {
    MetricsText metrics = new MetricsText();
    metrics.requests(targets);
    metrics.latencies(targets);
    metrics.tables(targets);
    metrics.memory();
    return metrics.text.toString();
  }

  private void requests(Targets targets) {
    Map<String, Map<String, ReleaseCounts>> all = new LinkedHashMap<>();
    targets.names().forEach(target -> all.put(target, targets.counts(target).live()));
    type("slipway_proxy_requests_total", "counter", "Requests answered, by release and class of status.");
    each(
        all,
        (labels, counts) -> {
          long[] classes = {counts.status1xx(), counts.status2xx(), counts.status3xx(), counts.status4xx(), counts.status5xx()};
          for (int i = 0; i < classes.length; i++) {
            line("slipway_proxy_requests_total", labels + ",class=\"" + (i + 1) + "xx\"", classes[i]);
          }
        });
    type("slipway_proxy_connect_failures_total", "counter", "Attempts that failed before any answer.");
    each(all, (labels, counts) -> line("slipway_proxy_connect_failures_total", labels, counts.connectFailures()));
    type("slipway_proxy_retries_total", "counter", "Further attempts after one that failed.");
    each(all, (labels, counts) -> line("slipway_proxy_retries_total", labels, counts.retries()));
    type("slipway_proxy_aborted_total", "counter", "Requests given up by their clients.");
    each(all, (labels, counts) -> line("slipway_proxy_aborted_total", labels, counts.aborted()));
    type("slipway_proxy_inflight", "gauge", "Requests that are being answered.");
    each(all, (labels, counts) -> line("slipway_proxy_inflight", labels, counts.inflight()));
  }

  private void latencies(Targets targets) {
    type("slipway_proxy_latency_seconds", "histogram", "From the head of a request to the end of its answer.");
    for (String target : targets.names()) {
      targets.counts(target).live().forEach((release, counts) -> histogram(labels(target, release), counts.latency()));
    }
  }

  private void histogram(String labels, LatencyHistogram latency) {
    for (double edge : EDGES_SECONDS) {
      long within = latency.total() - latency.countAbove((long) (edge * NANOS_PER_SECOND));
      line("slipway_proxy_latency_seconds_bucket", labels + ",le=\"" + edge + "\"", within);
    }
    line("slipway_proxy_latency_seconds_bucket", labels + ",le=\"+Inf\"", latency.total());
    double sum = 0;
    for (Map.Entry<Integer, Long> each : latency.asMap().entrySet()) {
      sum += LatencyHistogram.edgeNanos(each.getKey()) / NANOS_PER_SECOND * each.getValue();
    }
    text.append("slipway_proxy_latency_seconds_sum{").append(labels).append("} ").append(String.format(Locale.ROOT, "%.6f", sum))
        .append('\n');
    line("slipway_proxy_latency_seconds_count", labels, latency.total());
  }

  private void tables(Targets targets) {
    type("slipway_proxy_table_generation", "gauge", "Generation of the table in force.");
    targets.names().forEach(target -> table(targets.state(target), "slipway_proxy_table_generation", false));
    type("slipway_proxy_table_epoch", "gauge", "Epoch of the table in force.");
    targets.names().forEach(target -> table(targets.state(target), "slipway_proxy_table_epoch", true));
    type("slipway_proxy_emergency", "gauge", "1 while an emergency sends all traffic to stable.");
    targets.names().forEach(target ->
        line("slipway_proxy_emergency", "target=\"" + escape(target) + "\"", targets.state(target).emergency().isPresent() ? 1 : 0));
  }

  private void table(TargetState state, String metric, boolean epoch) {
    state.table().ifPresent(table -> line(metric, "target=\"" + escape(state.target()) + "\"", epoch ? table.epoch() : table.generation()));
  }

  private void memory() {
    var memory = ManagementFactory.getMemoryMXBean();
    type("slipway_proxy_memory_bytes", "gauge", "Memory of the Java virtual machine in use.");
    line("slipway_proxy_memory_bytes", "area=\"heap\"", memory.getHeapMemoryUsage().getUsed());
    line("slipway_proxy_memory_bytes", "area=\"nonheap\"", memory.getNonHeapMemoryUsage().getUsed());
  }

  private interface Metric {
    void write(String labels, ReleaseCounts counts);
  }

  private static void each(Map<String, Map<String, ReleaseCounts>> all, Metric metric) {
    all.forEach((target, releases) -> releases.forEach((release, counts) -> metric.write(labels(target, release), counts)));
  }

  private void type(String name, String type, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append("\n# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private void line(String name, String labels, long value) {
    text.append(name).append('{').append(labels).append("} ").append(value).append('\n');
  }

  private static String labels(String target, String release) {
    return "target=\"" + escape(target) + "\",release=\"" + escape(release) + "\"";
  }

  private static String escape(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }
}
