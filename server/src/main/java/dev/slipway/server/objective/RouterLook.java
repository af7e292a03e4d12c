package dev.slipway.server.objective;

import dev.slipway.core.objective.Objectives;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.traffic.TrafficCounts;
import dev.slipway.engine.store.ServiceLevels;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds what routers counted since the last look.
 *
 * @param routers what the router of a target has counted, absent when it does not answer
 */
record RouterLook(ServiceLevels levels, Function<TargetId, Optional<TrafficCounts>> routers, InstantSource wall) {
  private static final Logger LOG = LoggerFactory.getLogger(RouterLook.class);

  void look(Map<TargetId, Objectives> targets) {
    Map<TargetId, ServiceLevels.Counters> seen = new HashMap<>();
    targets.forEach((target, objectives) -> counted(target).ifPresent(c -> seen.put(target, ObjectiveCounters.of(objectives, c))));
    levels.count(Duration.between(Instant.EPOCH, wall.instant()).toMinutes(), seen);
  }

  /** One router that fails keeps nobody from the others. */
  private Optional<TrafficCounts> counted(TargetId target) {
    try {
      return routers.apply(target);
    } catch (RuntimeException e) {
      LOG.debug("the router of {} could not be looked at", target, e);
      return Optional.empty();
    }
  }
}
