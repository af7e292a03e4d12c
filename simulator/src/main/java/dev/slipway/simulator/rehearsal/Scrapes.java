package dev.slipway.simulator.rehearsal;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.MetricSeen;
import dev.slipway.core.metric.SourceSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

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
    List<ScrapedMetric> metrics = new ArrayList<>();
    for (Metric metric : policy.metrics()) {
      Optional<OwnConduct> stable = said(metric, odds.stable(), odds.requestsPerSecond());
      Optional<OwnConduct> candidate = said(metric, odds.candidate(), odds.requestsPerSecond());
      Duration lag = policy.source(metric).map(SourceSpec::lag).orElse(Duration.ZERO);
      stable.ifPresent(s -> candidate.ifPresent(c -> metrics.add(new ScrapedMetric(metric.name(), lag, s, c))));
    }
    return new Scrapes(metrics, draws);
  }

  /** What is said of it, without what must be looked up elsewhere. */
  private static Optional<OwnConduct> said(Metric metric, Conduct conduct, double requestsPerSecond) {
    return Optional.ofNullable(conduct.own().get(metric.name())).map(said -> switch (said) {
      case OwnConduct.AsRouted a when metric.form() instanceof Metric.Level ->
          new OwnConduct.Level(conduct.latency().quantileMillis(0.95));
      case OwnConduct.AsRouted a -> new OwnConduct.Rate(conduct.errorRate(), OptionalDouble.of(requestsPerSecond));
      case OwnConduct.Rate r -> new OwnConduct.Rate(r.share(), OptionalDouble.of(r.perSecond().orElse(requestsPerSecond)));
      case OwnConduct.Count c -> c;
      case OwnConduct.Level l -> l;
    });
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
