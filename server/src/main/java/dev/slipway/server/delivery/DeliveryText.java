package dev.slipway.server.delivery;

import dev.slipway.server.view.MetricText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Figures of delivery in the text format 0.0.4 of Prometheus, in its base units; a figure that is not known has no sample. */
public final class DeliveryText {
  private static final String PREFIX = "slipway_delivery_";

  /** A figure under the name that it has there, and how many base units one of its own is. */
  private record Sample(String figure, String name, double factor) {}

  private static final List<Sample> SAMPLES = List.of(
      new Sample("deployment-frequency", "deployments_per_30_days", 1), new Sample("lead-time", "lead_time_seconds", 3_600),
      new Sample("change-failure-rate", "change_failure_ratio", 1), new Sample("recovery-time", "recovery_time_seconds", 60),
      new Sample("rework-rate", "rework_ratio", 1), new Sample("success-rate", "success_ratio", 1),
      new Sample("duration", "duration_seconds", 60), new Sample("rollback-time", "rollback_time_seconds", 1));

  private final MetricText text = new MetricText(PREFIX);

  private DeliveryText() {}

  /** All of it. */
  public static String of(DeliveryView view) {
    DeliveryText metrics = new DeliveryText();
    metrics.text.gauge("deploys", "Deploys that ended in the time looked at.");
    view.targets().forEach(t -> metrics.text.sample("deploys", labels(t), t.deploys()));
    metrics.text.gauge("failed_deploys", "Those of them that went back or were taken back.");
    view.targets().forEach(t -> metrics.text.sample("failed_deploys", labels(t), t.failed()));
    Map<String, Double> goals = new LinkedHashMap<>();
    SAMPLES.forEach(sample -> metrics.figure(view, sample, goals));
    metrics.text.gauge("goal", "What a good team reaches, in the unit of the metric that is named.");
    goals.forEach((name, goal) -> metrics.text.sample("goal", Map.of("metric", PREFIX + name), goal));
    return metrics.text.toString();
  }

  private void figure(DeliveryView view, Sample sample, Map<String, Double> goals) {
    boolean first = true;
    for (DeliveryView.OfTarget target : view.targets()) {
      for (DeliveryView.Figure figure : target.figures()) {
        if (figure.name().equals(sample.figure())) {
          if (first) {
            text.gauge(sample.name(), "Of " + figure.name() + ": " + figure.unit() + "; here in base units.");
            first = false;
          }
          goals.put(sample.name(), figure.goal() * sample.factor());
          Optional<Double> value = figure.value();
          value.ifPresent(v -> text.sample(sample.name(), labels(target), v * sample.factor()));
        }
      }
    }
  }

  private static Map<String, String> labels(DeliveryView.OfTarget target) {
    String[] names = target.target().split("/", 2);
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("service", names[0]);
    labels.put("environment", names[1]);
    return labels;
  }
}
