package dev.slipway.gates.look;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.core.gate.GateSpec;
import dev.slipway.gates.Accepted;
import dev.slipway.gates.Surroundings;
import dev.slipway.gates.Tally;
import dev.slipway.gates.report.JsonReport;
import dev.slipway.gates.report.JsonReport.Ask;
import dev.slipway.gates.report.ReportFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The summary of a load run: k6's summary export, JMeter's statistics.json, or JMeter's results themselves. */
final class LoadLook implements Look {
  private static final List<String> PERCENTILES = List.of("p50", "p90", "p95", "p99");

  @Override
  public String at(GateSpec gate, Surroundings around, List<ReportFile> reports, Tally tally) {
    ReportFile report = reports.getFirst();
    LoadRun run = read(report);
    long least = gate.whole("least-requests", 1);
    if (run.requests() < least) {
      tally.limit("least-requests", run.requests() + " requests were made, and " + least + " must be");
    }
    run.values().forEach(tally::value);
    for (String percentile : PERCENTILES) {
      gate.time(percentile).ifPresent(most -> hold(percentile, Optional.ofNullable(run.values().get(percentile)), most, tally));
    }
    share(gate, run, "errors", false, tally);
    share(gate, run, "checks", true, tally);
    run.crossed().forEach(t -> tally.limit(t, "k6's own threshold " + t + " was crossed"));
    return Counted.of(run.requests(), "request") + String.join("", run.values().entrySet().stream()
        .map(e -> ", " + e.getKey() + " " + Accepted.spelled(e.getKey(), e.getValue())).toList());
  }

  private static void hold(String percentile, Optional<Double> millis, Duration most, Tally tally) {
    if (millis.isEmpty()) {
      tally.limit(percentile, "the report has no " + percentile + ", and a limit is written for it");
    } else if (millis.get() > most.toNanos() / 1e6) {
      tally.limit(percentile, percentile + " is " + Accepted.spelled(percentile, millis.get()) + ", and "
          + Accepted.spelled(percentile, most.toNanos() / 1e6) + " is allowed");
    }
  }

  private static void share(GateSpec gate, LoadRun run, String name, boolean least, Tally tally) {
    if (gate.share(name).isEmpty()) {
      return;
    }
    double limit = gate.share(name).getAsDouble();
    Double value = run.values().get(name);
    if (value == null) {
      tally.limit(name, "the report says nothing of " + name + ", and a limit is written for it");
    } else if (least ? value < limit - 1e-12 : value > limit + 1e-12) {
      tally.limit(name, name + " are " + Accepted.spelled(name, value) + ", and " + (least ? "at least "
          : "at most ") + gate.text(name).orElseThrow()
          + " must be");
    }
  }

  private static LoadRun read(ReportFile report) {
    try (InputStream in = report.open()) {
      int first = in.read();
      while (first >= 0 && (Character.isWhitespace(first) || first == 0xEF || first == 0xBB || first == 0xBF)) {
        first = in.read();
      }
      return first == '{' ? json(report) : first == '<' ? JtlSamples.xml(report) : JtlSamples.csv(report);
    } catch (IOException e) {
      throw report.unreadable(e);
    }
  }

  private static LoadRun json(ReportFile report) {
    LoadRun.Builder k6 = new LoadRun.Builder();
    LoadRun.Builder jmeter = new LoadRun.Builder();
    List<String> forms = new ArrayList<>();
    JsonReport.read(report,
        Ask.at("metrics/*", (name, metric) -> {
          forms.add("k6");
          k6(name, metric, k6);
        }),
        Ask.at("Total", (name, total) -> {
          forms.add("JMeter");
          statistics(total, jmeter);
        }));
    if (forms.isEmpty()) {
      throw report.otherForm("summary of k6 or JMeter", "it has neither metrics nor Total");
    }
    return forms.contains("k6") ? k6.done() : jmeter.done();
  }

  /** Both of k6's forms: {@code --summary-export}, where values lie in the metric, and {@code handleSummary}, where they lie in values. */
  private static void k6(String name, JsonNode metric, LoadRun.Builder run) {
    boolean handled = metric.path("values").isObject();
    JsonNode values = handled ? metric.path("values") : metric;
    switch (name) {
      case "http_reqs" -> run.requests((long) values.path("count").asDouble());
      case "http_req_failed" -> run.value("errors", values.path("rate").isNumber() ? values.path("rate") : values.path("value"));
      case "checks" -> run.value("checks", values.path("rate").isNumber() ? values.path("rate") : values.path("value"));
      case "http_req_duration" -> {
        run.value("p50", values.path("med"));
        List.of("90", "95", "99").forEach(p -> run.value("p" + p, values.path("p(" + p + ")")));
      }
      default -> {
        // The user's own metrics are judged by the thresholds written in k6.
      }
    }
    // In the export true means crossed; in handleSummary ok means not.
    metric.path("thresholds").propertyStream().forEach(t -> {
      if (t.getValue().isBoolean() ? t.getValue().asBoolean() : !t.getValue().path("ok").asBoolean(false)) {
        run.crossed(name + " " + t.getKey());
      }
    });
  }

  private static void statistics(JsonNode total, LoadRun.Builder run) {
    run.requests((long) total.path("sampleCount").asDouble());
    if (total.path("sampleCount").asDouble() > 0) {
      run.value("errors", total.path("errorCount").asDouble() / total.path("sampleCount").asDouble());
    }
    run.value("p50", total.path("medianResTime"));
    run.value("p90", total.path("pct1ResTime"));
    run.value("p95", total.path("pct2ResTime"));
    run.value("p99", total.path("pct3ResTime"));
  }
}
