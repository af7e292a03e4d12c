package dev.slipway.core.analysis;

import dev.slipway.core.metric.MetricSeen;
import dev.slipway.core.traffic.LatencyHistogram;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured in one short interval: the only thing a judge is ever shown.
 *
 * @param covered length of the interval that was really observed
 * @param missed length of what went by unobserved before it
 * @param stable stable's measurements, absent on a first deploy
 * @param candidate the candidate's measurements
 * @param own what the user's own systems last said, by metric
 * @param lie what the router said that cannot be so
 */
public record Batch(
    Duration covered, Duration missed, Optional<Sample> stable, Sample candidate, Map<String, MetricSeen> own, Optional<String> lie) {
  public Batch {
    own = Map.copyOf(own);
  }

  /** Of a router that may be believed. */
  public Batch(Duration covered, Duration missed, Optional<Sample> stable, Sample candidate, Map<String, MetricSeen> own) {
    this(covered, missed, stable, candidate, own, Optional.empty());
  }

  /**
   * One release's measurements.
   *
   * @param counted whether the router could be asked; if not, the counts are zero and mean nothing
   * @param requests requests that ended in the interval
   * @param errors of those, failed
   * @param latency of those
   * @param wanted instances that should be ready
   * @param ready instances that are
   * @param restarts how often its instances died by themselves since they were first started
   * @param cpu share of one core used by the busiest instance
   * @param memory share of its limit used by the fullest instance
   */
  public record Sample(
      boolean counted, long requests, long errors, LatencyHistogram latency, int wanted, int ready, int restarts, double cpu,
      double memory) {
    /** Of a release that is not there. */
    public static final Sample NONE = new Sample(true, 0, 0, LatencyHistogram.empty(), 0, 0, 0, 0, 0);
  }
}
