package dev.slipway.server.objective;

import dev.slipway.server.view.MetricText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Objectives for Prometheus: what is left of each budget and how fast it burns. A series is of a target, an objective of its slipway.yaml
 * and one of three windows, so that their number is bounded by what is written.
 */
public final class ObjectivesText {
  /** A share is written with six digits at most behind its point. */
  private static final double MILLION = 1e6;

  private final MetricText text = new MetricText("slipway_objective_");

  private ObjectivesText() {}

  /** All of it; nothing where nothing is expected. */
  public static String of(ObjectivesView view) {
    if (view.targets().isEmpty()) {
      return "";
    }
    ObjectivesText metrics = new ObjectivesText();
    metrics.each(view, "expected_ratio", "Share that is to be good.",
        (o, l) -> metrics.sample("expected_ratio", l, Math.round(o.percent() * MILLION) / (100 * MILLION)));
    metrics.each(view, "budget_left_ratio", "Share of the error budget that is left, below 0 when it is overdrawn.",
        (o, l) -> metrics.sample("budget_left_ratio", l, o.left()));
    metrics.each(view, "known_ratio", "Share of the time in which a metric of the user's own is known.",
        (o, l) -> o.coverage().ifPresent(c -> metrics.sample("known_ratio", l, c / 100)));
    metrics.each(view, "burn_rate", "How many times faster than allowed the budget burned in the last so much time.",
        (o, l) -> o.burn().forEach(b -> metrics.sample("burn_rate", windowed(l, b), b.rate())));
    metrics.each(view, "burn_alerts", "1 while it burns faster than may be in that time and in its last twelfth.",
        (o, l) -> o.burn().forEach(b -> metrics.sample("burn_alerts", windowed(l, b), b.alerts() ? 1 : 0)));
    return metrics.text.toString();
  }

  private void each(ObjectivesView view, String name, String help, BiConsumer<ObjectivesView.OfObjective, Map<String, String>> samples) {
    text.gauge(name, help);
    view.targets().forEach(t -> t.objectives().forEach(o -> samples.accept(o, labels(t, o))));
  }

  private void sample(String name, Map<String, String> labels, double value) {
    text.sample(name, labels, value);
  }

  private static Map<String, String> labels(ObjectivesView.OfTarget target, ObjectivesView.OfObjective objective) {
    String[] names = target.target().split("/", 2);
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("service", names[0]);
    labels.put("environment", names[1]);
    labels.put("objective", objective.indicator());
    return labels;
  }

  private static Map<String, String> windowed(Map<String, String> labels, ObjectivesView.Burn burn) {
    Map<String, String> all = new LinkedHashMap<>(labels);
    long hours = burn.minutes() / 60;
    all.put("window", hours % 24 == 0 ? hours / 24 + "d" : hours + "h");
    return all;
  }
}
