package dev.slipway.core.traffic;

import dev.slipway.core.release.ReleaseId;
import java.util.List;
import java.util.Optional;

/**
 * What a router is asked to enforce for one target: the traffic split with the instances behind it.
 *
 * @param stable the release that an emergency sends everything to
 * @param preview the release that the preview address leads to
 * @param routes every release with instances, weights summing to 100, or all 0 when nothing can serve
 */
public record RoutingTable(Optional<ReleaseId> stable, Optional<ReleaseId> preview, List<ReleaseRoute> routes) {
  public static final RoutingTable EMPTY = new RoutingTable(Optional.empty(), Optional.empty(), List.of());

  public RoutingTable {
    routes = List.copyOf(routes);
    int sum = routes.stream().mapToInt(ReleaseRoute::weight).sum();
    if (sum != 0 && sum != 100) {
      throw new IllegalArgumentException("weights sum to " + sum + ", not 100: " + routes);
    }
  }

  /** The weight of a release, 0 when the table does not know it. */
  public int weightOf(ReleaseId release) {
    for (ReleaseRoute route : routes) {
      if (route.release().equals(release)) {
        return route.weight();
      }
    }
    return 0;
  }
}
