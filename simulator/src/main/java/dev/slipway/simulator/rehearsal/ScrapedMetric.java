package dev.slipway.simulator.rehearsal;

import dev.slipway.core.metric.MetricSeen;
import dev.slipway.core.metric.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** One metric of the user's own as a made-up system keeps it: counters of both releases, or levels, as of each scrape. */
final class ScrapedMetric {
  /** One standard deviation of a level's logarithm. */
  private static final double SCATTER = 0.1;
  private static final double HOUR_SECONDS = 3_600;

  private final String name;
  private final double lagSeconds;
  private final OwnConduct stable;
  private final OwnConduct candidate;
  private final Counters ofStable = new Counters();
  private final Counters ofCandidate = new Counters();
  private final Deque<Row> later = new ArrayDeque<>();
  private Optional<MetricSeen> answer = Optional.empty();

  private record Row(double at, MetricSeen seen) {}

  private static final class Counters {
    private double events;
    private double total;
  }

  ScrapedMetric(String name, Duration lag, OwnConduct stable, OwnConduct candidate) {
    this.name = name;
    this.lagSeconds = lag.toMillis() / 1e3;
    this.stable = stable;
    this.candidate = candidate;
  }

  String name() {
    return name;
  }

  /**
   * A scrape.
   *
   * @param at seconds since the rollout was asked for
   * @param stableSeconds with all traffic that come to as much as stable had since the scrape before
   * @param candidateSeconds likewise
   */
  void scrape(double at, double stableSeconds, double candidateSeconds, Draws draws) {
    Instant moment = Scene.BEGIN.plus(Duration.ofMillis(Math.round(at * 1000)));
    Reading one = reading(moment, stable, stableSeconds, ofStable, draws);
    Reading other = reading(moment, candidate, candidateSeconds, ofCandidate, draws);
    later.add(new Row(at, new MetricSeen(Optional.of(one), other)));
  }

  private static Reading reading(Instant at, OwnConduct conduct, double seconds, Counters counters, Draws draws) {
    return switch (conduct) {
      case OwnConduct.Level level -> new Reading.Level(at, level.middle() * StrictMath.exp(SCATTER * draws.normal()));
      case OwnConduct.Rate rate -> {
        long all = draws.poisson(rate.perSecond().orElse(0) * seconds);
        counters.events += draws.binomial(all, rate.share());
        counters.total += all;
        yield new Reading.Counters(at, counters.events, counters.total);
      }
      case OwnConduct.Count count -> {
        counters.events += draws.poisson(count.perHour() / HOUR_SECONDS * seconds);
        yield new Reading.Counters(at, counters.events, counters.events);
      }
      case OwnConduct.AsRouted routed -> throw new IllegalArgumentException("what the router counts has to be looked up before");
    };
  }

  /** What is answered now: the last scrape that the lag lets be seen. */
  Optional<MetricSeen> seen(double now) {
    while (!later.isEmpty() && later.getFirst().at() <= now - lagSeconds) {
      answer = Optional.of(later.removeFirst().seen());
    }
    return answer;
  }
}
