package dev.slipway.proxy.traffic;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A snapshot of all that was counted of one target since the process started, by release.
 *
 * @param live what users asked
 * @param preview what was asked at the preview address
 * @param mirrored copies whose answers nobody saw
 * @param unrouted requests for which no release had a backend
 */
public record TargetCounts(Map<String, ReleaseCounts> live, Map<String, ReleaseCounts> preview, Map<String, ReleaseCounts> mirrored,
    long unrouted) {
  public static final TargetCounts NONE = new TargetCounts(Map.of(), Map.of(), Map.of(), 0);

  /** What two event loops counted, together. */
  public TargetCounts plus(TargetCounts other) {
    return new TargetCounts(sum(live, other.live), sum(preview, other.preview), sum(mirrored, other.mirrored), unrouted + other.unrouted);
  }

  /** The same once nothing is being answered any more: whoever counted is gone. */
  public TargetCounts ended() {
    return new TargetCounts(ended(live), ended(preview), ended(mirrored), unrouted);
  }

  private static Map<String, ReleaseCounts> ended(Map<String, ReleaseCounts> counts) {
    Map<String, ReleaseCounts> ended = new LinkedHashMap<>();
    counts.forEach((release, each) -> ended.put(release, each.ended()));
    return ended;
  }

  private static Map<String, ReleaseCounts> sum(Map<String, ReleaseCounts> one, Map<String, ReleaseCounts> other) {
    Map<String, ReleaseCounts> sum = new LinkedHashMap<>(one);
    other.forEach((release, counts) -> sum.merge(release, counts, ReleaseCounts::plus));
    return sum;
  }
}
