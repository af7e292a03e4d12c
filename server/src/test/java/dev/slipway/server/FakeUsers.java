package dev.slipway.server;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TrafficCounts;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Users who ask between two looks at the counters, spread as the router says, and get errors by chance. */
final class FakeUsers {
  private static final int FASTEST = 300;
  private static final int LATENCIES = 120;

  private final Random random;
  private final int requestsAPercent;
  private final ToDoubleFunction<String> errorShare;
  private final Map<ReleaseId, ReleaseCounts> counts = new HashMap<>();

  /**
   * Users.
   *
   * @param requestsAPercent between two looks, for each percent of the traffic
   * @param errorShare of a release, by its id
   */
  FakeUsers(long seed, int requestsAPercent, ToDoubleFunction<String> errorShare) {
    this.random = new Random(seed);
    this.requestsAPercent = requestsAPercent;
    this.errorShare = errorShare;
  }

  synchronized TrafficCounts counts(RoutingTable table) {
    table.routes().forEach(this::ask);
    return new TrafficCounts("boot", counts);
  }

  private void ask(ReleaseRoute route) {
    ReleaseCounts before = counts.getOrDefault(route.release(), new ReleaseCounts(0, 0, 0, 0, LatencyHistogram.empty()));
    int requests = route.weight() * requestsAPercent;
    double share = errorShare.applyAsDouble(route.release().value());
    int errors = 0;
    Map<Integer, Long> latency = new HashMap<>();
    for (int i = 0; i < requests; i++) {
      errors += random.nextDouble() < share ? 1 : 0;
      latency.merge(FASTEST + random.nextInt(LATENCIES), 1L, Long::sum);
    }
    LatencyHistogram all = before.latency().plus(LatencyHistogram.of(latency));
    counts.put(route.release(), new ReleaseCounts(before.requests() + requests, before.errors() + errors, 0, 0, all));
  }
}
