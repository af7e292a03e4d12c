package dev.slipway.core.analysis;

import static dev.slipway.core.analysis.Watched.sample;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.MetricSeen;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.metric.SourceSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A step without any fault at the router, and beside it a source that is asked about one metric: look by look, by event time. */
final class Asked {
  static final Metric RATE = new Metric("checkout-errors", "prom", new Metric.Rate("bad", "total"));
  static final Metric COUNT = new Metric("registration-failures", "prom", new Metric.Count("failures"));
  static final Metric LEVEL = new Metric("queue-depth", "prom", new Metric.Level("depth"));

  private final Metric metric;
  private final Watched watched;
  private Instant at = Instant.parse("2030-01-01T00:00:00Z");
  private Instant scrapedAt = at;
  private double bad;
  private double all;
  private double stableBad;
  private double stableAll;

  private Asked(Metric metric, JudgedStep step) {
    this.metric = metric;
    this.watched = new Watched(step, Watch.start(List.of(), step.policy(), Watched.HEALTHY));
  }

  static Asked about(Metric metric, JudgedStep step) {
    return new Asked(metric, step);
  }

  /** For a long bake at 10 % under the judge on evidence, so that only what is bad is said early. */
  static Asked about(Metric metric, MetricTrigger... triggers) {
    return new Asked(metric, Watched.step(policy(JudgePolicy.Method.EVIDENCE, List.of(metric), triggers), 36_000, 10));
  }

  static JudgePolicy policy(JudgePolicy.Method method, List<Metric> metrics, MetricTrigger... triggers) {
    return policy(method, metrics, Duration.ZERO, triggers);
  }

  static JudgePolicy policy(JudgePolicy.Method method, List<Metric> metrics, Duration lag, MetricTrigger... triggers) {
    JudgePolicy d = JudgePolicy.DEFAULT;
    SourceSpec source = new SourceSpec("prom", SourceSpec.Kind.PROMETHEUS, "http://127.0.0.1:9090", Duration.ofSeconds(5), lag);
    return new JudgePolicy(
        method, d.alpha(), d.beta(), d.errors(), d.latency(), d.burst(), d.warmUp(), d.leastRequests(), d.leastCoverage(),
        d.splitTolerance(), d.objective(), d.saturation(), d.gates(), d.onInconclusive(), d.onError(), metrics, List.of(source),
        List.of(triggers));
  }

  /** Looks in which both sides' counters grew by this, so many seconds of event time after the look before. */
  Asked grows(int looks, int apartSeconds, double moreBad, double moreAll, double moreStableBad, double moreStableAll) {
    for (int i = 0; i < looks; i++) {
      bad += moreBad;
      all += moreAll;
      stableBad += moreStableBad;
      stableAll += moreStableAll;
      at = at.plusSeconds(apartSeconds);
      scrapedAt = at;
      says(apartSeconds, Optional.of(new Reading.Counters(at, stableBad, stableAll)), new Reading.Counters(at, bad, all));
    }
    return this;
  }

  /** Looks before the next scrape: the source answers as it did at the last. */
  Asked sameScrape(int looks, int apartSeconds) {
    for (int i = 0; i < looks; i++) {
      at = at.plusSeconds(apartSeconds);
      says(apartSeconds, Optional.of(new Reading.Counters(scrapedAt, stableBad, stableAll)), new Reading.Counters(scrapedAt, bad, all));
    }
    return this;
  }

  /** Looks at a count of the candidate's alone growing by this each time. */
  Asked counts(int looks, int apartSeconds, double more) {
    return grows(looks, apartSeconds, more, more, 0, 0);
  }

  /** The candidate's process was started anew: its counters begin again at zero. */
  Asked startsAnew() {
    bad = 0;
    all = 0;
    return this;
  }

  /** Looks at a level that is the same on both sides' clocks. */
  Asked levels(int looks, int apartSeconds, double candidate, double stable) {
    for (int i = 0; i < looks; i++) {
      at = at.plusSeconds(apartSeconds);
      says(apartSeconds, Optional.of(new Reading.Level(at, stable)), new Reading.Level(at, candidate));
    }
    return this;
  }

  /** Looks at which the source says the same of both. */
  Asked both(int looks, int apartSeconds, Reading reading) {
    for (int i = 0; i < looks; i++) {
      at = at.plusSeconds(apartSeconds);
      says(apartSeconds, Optional.of(reading), reading);
    }
    return this;
  }

  /** One look. */
  Asked says(int coveredSeconds, Optional<Reading> stable, Reading candidate) {
    if (!(watched.verdict() instanceof Verdict.Failing)) {
      watched.batch(new Batch(
          Duration.ofSeconds(coveredSeconds), Duration.ZERO, Optional.of(sample(900L * coveredSeconds, 0, 0)),
          sample(100L * coveredSeconds, 0, 0), Map.of(metric.name(), new MetricSeen(stable, candidate))));
    }
    return this;
  }

  /** Only the candidate's next scrape is in. */
  Asked candidateIsAhead(int seconds) {
    return says(seconds, Optional.of(new Reading.Counters(at, stableBad, stableAll)),
        new Reading.Counters(at.plusSeconds(seconds), bad, all));
  }

  Instant at() {
    return at;
  }

  OwnMetric own() {
    return watched.watch().own().getFirst();
  }

  MetricTriggerProgress trigger() {
    return own().triggers().getFirst();
  }

  Verdict verdict() {
    return watched.verdict();
  }

  Watched watched() {
    return watched;
  }

  String said() {
    return watched.said();
  }
}
