package dev.slipway.engine.metric;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.Question;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.metric.SourceSpec;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.MetricSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;

/** A poller whose clocks and threads are in the test's hands. */
abstract class PolledSource {
  static final TargetId SHOP = new TargetId("shop", "production");
  static final ReleaseId CANDIDATE = new ReleaseId("1.4.0-bbbbbbbb");
  static final Metric ORDERS = new Metric("orders", "prom", new Metric.Count("orders_total"));
  static final SourceSpec PROM =
      new SourceSpec("prom", SourceSpec.Kind.PROMETHEUS, "http://prom:9090", Duration.ofSeconds(5), Duration.ofSeconds(15));
  static final Instant WALL = Instant.parse("2026-01-01T00:00:00Z");

  /** The steady clock is an hour off, so that mixing the two up shows. */
  Instant steady = WALL.plusSeconds(3600);
  Instant wall = WALL;
  final List<Question> asked = new ArrayList<>();
  final Deque<Runnable> waiting = new ArrayDeque<>();

  MetricPoller poller(MetricSource source, Executor executor) {
    return new MetricPoller(source, executor, () -> steady, () -> wall, Duration.ofSeconds(5));
  }

  Reading counted(Question question) {
    asked.add(question);
    return new Reading.Counters(question.at(), asked.size(), asked.size());
  }

  static Reading latest(MetricPoller poller) {
    return poller.latest(ORDERS, PROM, SHOP, CANDIDATE, "1.4.0");
  }

  void pass(Duration time) {
    steady = steady.plus(time);
    wall = wall.plus(time);
  }
}
