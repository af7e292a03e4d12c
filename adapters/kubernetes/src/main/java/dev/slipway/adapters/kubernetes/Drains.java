package dev.slipway.adapters.kubernetes;

import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.ReleaseRoute;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which instances may still have requests. Kubernetes does not say how many a pod has: one that requests could reach counts as busy until
 * its address is gone from the endpoints and the drain time has passed since it was taken out.
 */
final class Drains {
  private Drains() {}

  /** Which instances leave when a table takes the place of another, and since when. */
  static Map<InstanceId, Long> leaving(Written was, Written next, Set<String> serving, long nowMillis) {
    Map<InstanceId, Long> leaving = new HashMap<>();
    was.leaving().forEach((id, at) -> {
      if (nowMillis - at < was.settings().drain().toMillis()) {
        leaving.put(id, at);
      }
    });
    Set<InstanceId> kept = new HashSet<>();
    for (ReleaseRoute route : next.table().routes()) {
      route.backends().stream().filter(b -> next.share(route) > 0 && !b.draining()).forEach(b -> kept.add(b.instance()));
    }
    for (ReleaseRoute route : was.table().routes()) {
      for (Backend b : route.backends()) {
        if (!kept.contains(b.instance()) && serving.contains(b.endpoint().host())) {
          leaving.put(b.instance(), nowMillis);
        }
      }
    }
    leaving.keySet().removeAll(kept);
    return leaving;
  }

  static Set<InstanceId> busy(Written written, Set<String> serving, long nowMillis) {
    Set<InstanceId> busy = new HashSet<>();
    written.leaving().forEach((id, at) -> {
      if (nowMillis - at < written.settings().drain().toMillis()) {
        busy.add(id);
      }
    });
    for (ReleaseRoute route : written.table().routes()) {
      route.backends().stream().filter(b -> b.draining() && serving.contains(b.endpoint().host())).forEach(b -> busy.add(b.instance()));
    }
    return busy;
  }

  static Set<InstanceId> drained(Written written, Set<InstanceId> busy) {
    Set<InstanceId> drained = new HashSet<>(written.leaving().keySet());
    for (ReleaseRoute route : written.table().routes()) {
      for (Backend b : route.backends()) {
        if (b.draining()) {
          drained.add(b.instance());
        } else {
          drained.remove(b.instance());
        }
      }
    }
    drained.removeAll(busy);
    return drained;
  }
}
