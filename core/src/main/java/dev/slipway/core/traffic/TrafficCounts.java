package dev.slipway.core.traffic;

import dev.slipway.core.release.ReleaseId;
import java.util.Map;

/**
 * One atomic snapshot of a router's counters for one target.
 *
 * @param boot changes whenever the counters start again from zero
 * @param releases cumulative counts by release
 */
public record TrafficCounts(String boot, Map<ReleaseId, ReleaseCounts> releases) {
  public static final TrafficCounts NONE = new TrafficCounts("", Map.of());

  public TrafficCounts {
    releases = Map.copyOf(releases);
  }
}
