package dev.slipway.core.rollout;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The routing table that a state and the instances seen ask for. */
public final class Routing {
  private Routing() {}

  /**
   * Works it out. A release without a ready instance gets no weight; its share goes to the others, or to a release that served before.
   * When none has one, instances that at least run are better than none: answering some requests beats refusing all.
   */
  public static RoutingTable of(Wants wants, Convergence convergence, PlatformSeen platform) {
    Map<ReleaseId, List<Backend>> ready = backends(convergence, platform, Condition.READY);
    boolean anyReady = wants.weights().keySet().stream().anyMatch(ready::containsKey);
    Map<ReleaseId, Integer> asked = anyReady ? wants.weights() : fallback(wants, ready);
    boolean anyLive = asked.keySet().stream().anyMatch(ready::containsKey);
    Map<ReleaseId, List<Backend>> live = anyLive ? ready : withUnready(ready, backends(convergence, platform, Condition.UNREADY));
    Map<ReleaseId, Integer> weights = effective(asked, live);
    Map<ReleaseId, List<Backend>> all = new TreeMap<>();
    live.forEach((release, list) -> all.computeIfAbsent(release, r -> new ArrayList<>()).addAll(list));
    draining(convergence, platform).forEach((release, list) -> all.computeIfAbsent(release, r -> new ArrayList<>()).addAll(list));
    List<ReleaseRoute> routes = new ArrayList<>();
    all.forEach((release, list) -> routes.add(new ReleaseRoute(release, weights.getOrDefault(release, 0), sorted(list))));
    return new RoutingTable(wants.stable(), wants.preview().filter(live::containsKey), routes);
  }

  /**
   * The same instances with the weights asked for: what can be done for traffic while the platform does not say how they are. Absent
   * when a release that should serve takes no requests in the table.
   */
  public static Optional<RoutingTable> reweighed(Wants wants, RoutingTable table) {
    List<ReleaseRoute> routes = new ArrayList<>();
    int sum = 0;
    for (ReleaseRoute route : table.routes()) {
      boolean serves = route.backends().stream().anyMatch(b -> !b.draining());
      int weight = serves ? wants.weights().getOrDefault(route.release(), 0) : 0;
      sum += weight;
      routes.add(new ReleaseRoute(route.release(), weight, route.backends()));
    }
    boolean possible = sum == 100 || wants.weights().isEmpty();
    return possible ? Optional.of(new RoutingTable(table.stable(), table.preview(), routes)) : Optional.empty();
  }

  /**
   * When nothing that should serve is ready, a ready release that served before takes over: stable, or the warm one. Never the candidate,
   * neither while it is only shown on the preview address nor while it is only kept on the way back.
   */
  private static Map<ReleaseId, Integer> fallback(Wants wants, Map<ReleaseId, List<Backend>> ready) {
    for (Map.Entry<ReleaseId, Wants.Group> group : wants.groups().entrySet()) {
      ReleaseId release = group.getKey();
      if (ready.containsKey(release) && group.getValue().mayStart() && !wants.preview().equals(Optional.of(release))) {
        return Map.of(release, 100);
      }
    }
    return wants.weights();
  }

  /** The shares asked for, without releases that nothing is ready of, scaled to 100 again. */
  private static Map<ReleaseId, Integer> effective(Map<ReleaseId, Integer> asked, Map<ReleaseId, List<Backend>> live) {
    int sum = asked.entrySet().stream().filter(e -> live.containsKey(e.getKey())).mapToInt(Map.Entry::getValue).sum();
    Map<ReleaseId, Integer> weights = new HashMap<>();
    if (sum == 0) {
      return weights;
    }
    for (Map.Entry<ReleaseId, Integer> e : asked.entrySet()) {
      if (live.containsKey(e.getKey())) {
        weights.put(e.getKey(), sum == 100 ? e.getValue() : 100);
      }
    }
    return weights;
  }

  private static Map<ReleaseId, List<Backend>> backends(
      Convergence convergence, PlatformSeen platform, Condition condition) {
    Map<ReleaseId, List<Backend>> found = new HashMap<>();
    for (Instance i : platform.instances()) {
      if (i.condition() == condition && convergence.kept().contains(i.id()) && i.endpoint().isPresent()) {
        found.computeIfAbsent(i.id().release(), r -> new ArrayList<>()).add(new Backend(i.id(), i.endpoint().get(), false));
      }
    }
    return found;
  }

  private static Map<ReleaseId, List<Backend>> draining(Convergence convergence, PlatformSeen platform) {
    Map<ReleaseId, List<Backend>> found = new HashMap<>();
    for (Instance i : platform.instances()) {
      if (convergence.leaving().contains(i.id()) && i.endpoint().isPresent()) {
        found.computeIfAbsent(i.id().release(), r -> new ArrayList<>()).add(new Backend(i.id(), i.endpoint().get(), true));
      }
    }
    return found;
  }

  private static Map<ReleaseId, List<Backend>> withUnready(
      Map<ReleaseId, List<Backend>> ready, Map<ReleaseId, List<Backend>> unready) {
    Map<ReleaseId, List<Backend>> both = new HashMap<>(ready);
    unready.forEach(both::putIfAbsent);
    return both;
  }

  private static List<Backend> sorted(List<Backend> list) {
    return list.stream().sorted(Comparator.comparing(Backend::instance)).toList();
  }
}
