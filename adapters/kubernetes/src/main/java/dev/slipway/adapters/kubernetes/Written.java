package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What Slipway last put in force for a target, as it stands in an annotation of the object that moves traffic: both change in one write.
 *
 * @param leaving instances that requests still went to when they were taken out, with the milliseconds since 1970 at which that was
 */
record Written(
    TargetId target, long epoch, long generation, TargetSettings settings, RoutingTable table, Map<InstanceId, Long> leaving,
    Optional<RouterSeen.Override> override) {
  Written {
    leaving = Map.copyOf(leaving);
  }

  /** Shares of traffic by release: what the table says, or all on stable in an emergency. */
  int share(ReleaseRoute route) {
    return override.isPresent() ? (table.stable().equals(Optional.of(route.release())) ? 100 : 0) : route.weight();
  }

  /** The same in an emergency. */
  Written overridden(RouterSeen.Override why, Map<InstanceId, Long> nowLeaving) {
    return new Written(target, epoch, generation, settings, table, nowLeaving, Optional.of(why));
  }

  boolean serves(ReleaseId release) {
    return table.routes().stream().anyMatch(r -> r.release().equals(release) && share(r) > 0);
  }

  /** For people. */
  String said() {
    String shares = table.routes().stream().map(r -> r.release() + " " + share(r) + "%").collect(Collectors.joining(", "));
    return (override.isPresent() ? "emergency: " : "") + (shares.isEmpty() ? "nobody serves" : shares);
  }
}
