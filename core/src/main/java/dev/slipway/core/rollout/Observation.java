package dev.slipway.core.rollout;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.metric.MetricSeen;
import dev.slipway.core.traffic.TrafficCounts;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What is true now, read back from the outside. A part that could not be read is absent: it is then unknown, never assumed.
 *
 * @param at when, on the engine's steady clock, which never jumps
 * @param platform the instances
 * @param router the traffic split in force
 * @param counts the router's counters, read while a candidate has traffic
 * @param before what stable was like so far, while a candidate has had no traffic yet
 * @param own what the user's own systems last said, by metric, while they are watched
 * @param task what became of the task under way
 * @param wall what the clock on the wall shows, while a freeze is asked about
 */
public record Observation(
    Instant at,
    Optional<PlatformSeen> platform,
    Optional<RouterSeen> router,
    Optional<TrafficCounts> counts,
    Optional<Baseline> before,
    Map<String, MetricSeen> own,
    Optional<Task.Outcome> task,
    Optional<Instant> wall) {
  public Observation {
    own = Map.copyOf(own);
  }

  /** While no freeze is asked about. */
  public Observation(
      Instant at, Optional<PlatformSeen> platform, Optional<RouterSeen> router, Optional<TrafficCounts> counts, Optional<Baseline> before,
      Map<String, MetricSeen> own, Optional<Task.Outcome> task) {
    this(at, platform, router, counts, before, own, task, Optional.empty());
  }

  /** The same with what the clock on the wall shows. */
  public Observation on(Instant time) {
    return new Observation(at, platform, router, counts, before, own, task, Optional.of(time));
  }
}
