package dev.slipway.adapters.nginx;

import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.ReleaseRoute;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which leaving instances still have requests. The workers that take new requests never reach for them; those of before are leaving too,
 * and have closed what was idle, so that each of their connections to an instance is a request in flight. A request that was read but not
 * sent on yet shows as a client's connection with none to an instance beside it: as long as there is one, nothing counts as drained.
 */
final class Drains {
  private Drains() {}

  /** Instances that get nothing new and may have requests. */
  static Set<InstanceId> busy(Master master, Written from) {
    List<Backend> leaving = from.leaving();
    if (leaving.isEmpty()) {
      return Set.of();
    }
    Set<InstanceId> busy = new HashSet<>();
    for (Master.Worker worker : master.workers()) {
      if (worker.leaving()) {
        Optional<List<Connections.Connection>> open = Connections.of(worker.pid());
        boolean unknown = open.isEmpty() || choosing(open.get(), from);
        leaving.stream().filter(b -> unknown || reached(open.orElse(List.of()), b)).forEach(b -> busy.add(b.instance()));
      }
    }
    return busy;
  }

  /** Those that get nothing new and have nothing left. */
  static Set<InstanceId> drained(Written from, Set<InstanceId> busy) {
    return from.leaving().stream().map(Backend::instance).filter(i -> !busy.contains(i)).collect(Collectors.toSet());
  }

  private static boolean reached(List<Connections.Connection> open, Backend backend) {
    return open.stream().anyMatch(c -> c.remotePort() == backend.endpoint().port());
  }

  private static boolean choosing(List<Connections.Connection> open, Written from) {
    Set<Integer> instances = from.left().stream().map(b -> b.endpoint().port()).collect(Collectors.toSet());
    for (ReleaseRoute route : from.table().routes()) {
      route.backends().forEach(b -> instances.add(b.endpoint().port()));
    }
    Set<Integer> own = Set.of(from.settings().listen().port(), from.previewPort());
    long clients = open.stream().filter(c -> own.contains(c.localPort())).count();
    return clients > open.stream().filter(c -> instances.contains(c.remotePort())).count();
  }
}
