package dev.slipway.adapters.haproxy;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TrafficCounts;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.LongSupplier;

/** What all HAProxies of a target counted together; the counters begin anew when those of any of them do. */
final class Counting {
  private final Map<String, NodeCounting> nodes = new LinkedHashMap<>();

  Counting(List<RuntimeApi> apis, Names names, LongSupplier nanoClock) {
    apis.forEach(api -> nodes.put(api.address(), new NodeCounting(api, names, nanoClock)));
  }

  /** Begins to count where it does not, also where another process took the place of the one that was counted. */
  void attach(Fleet fleet) {
    fleet.views().forEach(view -> of(view).attach(view.reading().pid()));
  }

  /** Takes what the totals say before a table changes who has which backend. */
  void sample(Fleet fleet) {
    fleet.views().forEach(view -> of(view).sample(view));
  }

  TrafficCounts counts(Fleet fleet) {
    if (!fleet.away().isEmpty()) {
      throw fleet.away().getFirst();
    }
    StringJoiner boot = new StringJoiner(",");
    Map<ReleaseId, ReleaseCounts> sums = new HashMap<>();
    for (View view : fleet.views()) {
      TrafficCounts counts = of(view).counts(view);
      boot.add(counts.boot());
      counts.releases().forEach((release, c) -> sums.merge(release, c, Counting::sum));
    }
    return new TrafficCounts(boot.toString(), sums);
  }

  private NodeCounting of(View view) {
    return Optional.ofNullable(nodes.get(view.node().address())).orElseThrow();
  }

  private static ReleaseCounts sum(ReleaseCounts a, ReleaseCounts b) {
    return new ReleaseCounts(
        a.requests() + b.requests(), a.errors() + b.errors(), a.connectFailures() + b.connectFailures(), a.inflight() + b.inflight(),
        a.latency().plus(b.latency()));
  }
}
