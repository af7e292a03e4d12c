package dev.slipway.server.objective;

import dev.slipway.core.objective.Objective;
import dev.slipway.core.objective.Objectives;
import dev.slipway.core.objective.Tallied;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TrafficCounts;
import dev.slipway.engine.store.ServiceLevels;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** What of a router's counters matters to objectives. */
final class ObjectiveCounters {
  private ObjectiveCounters() {}

  static ServiceLevels.Counters of(Objectives objectives, TrafficCounts counts) {
    Map<String, Map<String, Tallied>> releases = new HashMap<>();
    counts.releases().forEach((release, seen) -> {
      Map<String, Tallied> indicators = new HashMap<>();
      objectives.all().stream().filter(o -> o.measured().isEmpty()).forEach(o -> indicators.put(o.indicator(), tallied(o, seen)));
      releases.put(release.value(), indicators);
    });
    return new ServiceLevels.Counters(counts.boot(), releases);
  }

  private static Tallied tallied(Objective objective, ReleaseCounts seen) {
    long total = seen.requests();
    long bad = objective.underMillis().map(m -> seen.latency().countAbove(Duration.ofMillis(m).toNanos())).orElse(seen.errors());
    return new Tallied(total, Math.min(total, bad));
  }
}
