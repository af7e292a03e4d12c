package dev.slipway.simulator.rehearsal;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.metric.MetricSeen;
import dev.slipway.core.metric.SourceSpec;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The user's own systems, made up: they scrape every fifteen seconds, and are asked as far behind as their source's lag says. */
final class Scrapes {
  private static final double EVERY_SECONDS = 15;

  private final List<ScrapedMetric> metrics;
  private final Draws draws;
  private double now;
  private double scrapedAt = Double.NEGATIVE_INFINITY;
  private double candidateSeconds;
  private double stableSeconds;

  private Scrapes(List<ScrapedMetric> metrics, Draws draws) {
    this.metrics = metrics;
    this.draws = draws;
  }

  /** Of all metrics that a policy names and both conducts speak of. */
  static Scrapes of(JudgePolicy policy, Odds odds, Draws draws) {
    Map<String, OwnConduct> stable = odds.stable().own();
    Map<String, OwnConduct> candidate = odds.candidate().own();
    List<ScrapedMetric> metrics =
        policy.metrics().stream().filter(m -> stable.containsKey(m.name()) && candidate.containsKey(m.name()))
            .map(m -> new ScrapedMetric(m.name(), policy.source(m).map(SourceSpec::lag).orElse(Duration.ZERO), stable.get(m.name()),
                candidate.get(m.name())))
            .toList();
    return new Scrapes(metrics, draws);
  }

  /** Time goes by with this split. */
  void pass(double from, double to, int candidateWeight) {
    now = to;
    candidateSeconds += (to - from) * candidateWeight / 100;
    stableSeconds += (to - from) * (100 - candidateWeight) / 100;
  }

  /** What they say now, by metric. */
  Map<String, MetricSeen> seen() {
    if (metrics.isEmpty()) {
      return Map.of();
    }
    if (now - scrapedAt >= EVERY_SECONDS) {
      metrics.forEach(m -> m.scrape(now, stableSeconds, candidateSeconds, draws));
      scrapedAt = now;
      candidateSeconds = 0;
      stableSeconds = 0;
    }
    Map<String, MetricSeen> all = new HashMap<>();
    metrics.forEach(m -> m.seen(now).ifPresent(s -> all.put(m.name(), s)));
    return all;
  }
}
