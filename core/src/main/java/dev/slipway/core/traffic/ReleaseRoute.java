package dev.slipway.core.traffic;

import dev.slipway.core.release.ReleaseId;
import java.util.List;

/**
 * One release's part of a routing table.
 *
 * @param release which one
 * @param weight 0–100
 * @param backends its instances that are ready or draining
 */
public record ReleaseRoute(ReleaseId release, int weight, List<Backend> backends) {
  public ReleaseRoute {
    backends = List.copyOf(backends);
  }
}
