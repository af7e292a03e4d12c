package dev.slipway.simulator.rehearsal;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TrafficCounts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A router that does what it is asked, and never starts its counters anew. */
final class Backdrop {
  static final String BOOT = "rehearsal";
  static final TrafficCounts ZERO = new TrafficCounts(BOOT, Map.of());

  private final ReleaseId stable;
  private final ReleaseId candidate;
  private final Map<Integer, RouterSeen> byWeight = new HashMap<>();

  Backdrop(ReleaseId stable, ReleaseId candidate) {
    this.stable = stable;
    this.candidate = candidate;
  }

  /** What it enforces when the candidate has this weight. */
  RouterSeen router(int weight) {
    return byWeight.computeIfAbsent(weight, this::made);
  }

  /** Its counters when more was counted. */
  TrafficCounts with(TrafficCounts before, Users.Counted more) {
    return new TrafficCounts(BOOT, Map.of(stable, sum(before, stable, more.stable()), candidate, sum(before, candidate, more.candidate())));
  }

  private static ReleaseCounts sum(TrafficCounts before, ReleaseId release, ReleaseCounts more) {
    ReleaseCounts old = before.releases().get(release);
    return old == null
        ? more
        : new ReleaseCounts(old.requests() + more.requests(), old.errors() + more.errors(), 0, 0, old.latency().plus(more.latency()));
  }

  private RouterSeen made(int weight) {
    List<ReleaseRoute> routes = List.of(new ReleaseRoute(stable, 100 - weight, List.of()), new ReleaseRoute(candidate, weight, List.of()));
    RoutingTable table = new RoutingTable(Optional.of(stable), Optional.of(candidate), routes);
    Endpoint preview = new Endpoint("127.0.0.1", 1);
    return new RouterSeen(1, 1, Optional.empty(), table, Set.of(), Set.of(), Optional.of(preview), Optional.empty());
  }
}
