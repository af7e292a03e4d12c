package dev.slipway.adapters.haproxy;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one HAProxy keeps about a target, in a map of its own: the table last put there and whose word it was.
 *
 * @param epoch highest accepted
 * @param generation of the table, 0 for none
 * @param settings absent for none
 * @param table what is to be enforced
 * @param slots the slot of each release that has servers
 * @param override an emergency in force
 * @param settled whether servers were brought in line with the table afterwards
 */
record Recorded(
    long epoch, long generation, Optional<TargetSettings> settings, RoutingTable table, Map<ReleaseId, String> slots,
    Optional<RouterSeen.Override> override, boolean settled) {
  static final Recorded NOTHING =
      new Recorded(0, 0, Optional.empty(), RoutingTable.EMPTY, Map.of(), Optional.empty(), true);

  private static final String NOBODY = "-";

  Recorded {
    slots = Map.copyOf(slots);
  }

  Recorded settling(boolean done) {
    return new Recorded(epoch, generation, settings, table, slots, override, done);
  }

  Recorded overridden(Optional<RouterSeen.Override> next) {
    return new Recorded(epoch, generation, settings, table, slots, next, settled);
  }

  /**
   * What the frontend reads for each request, as one value and so at once: the candidate's weight, its backend and name, the backend and
   * name of whatever gets the rest, and what mixes people anew in each rollout.
   */
  String split(Names names) {
    Optional<ReleaseRoute> stable = table.stable().flatMap(this::route);
    List<ReleaseRoute> weighted = new ArrayList<>(table.routes().stream().filter(r -> r.weight() > 0).toList());
    stable.ifPresent(s -> weighted.removeIf(r -> r.release().equals(s.release())));
    Optional<ReleaseRoute> candidate = weighted.stream().findFirst();
    Optional<ReleaseRoute> rest = stable.or(() -> candidate);
    int weight = override.isPresent() ? 0 : candidate.filter(c -> !rest.equals(Optional.of(c))).map(ReleaseRoute::weight).orElse(0);
    Optional<ReleaseRoute> first = weight == 0 ? rest : candidate;
    boolean serves = override.isPresent() || table.routes().stream().anyMatch(r -> r.weight() > 0);
    return weight + "|" + side(names, first, serves) + "|" + side(names, rest, serves) + "|"
        + first.map(r -> r.release().value()).orElse(NOBODY);
  }

  /** What the preview address shows: a backend and its release. */
  String preview(Names names) {
    return side(names, table.preview().flatMap(this::route), true);
  }

  /** The same without the slots that these have for another release. */
  Recorded without(Map<ReleaseId, String> others) {
    Map<ReleaseId, String> left = new TreeMap<>(slots);
    left.entrySet().removeIf(mine -> others.entrySet().stream()
        .anyMatch(other -> other.getValue().equals(mine.getValue()) && !other.getKey().equals(mine.getKey())));
    List<ReleaseRoute> routes = table.routes().stream().filter(r -> left.containsKey(r.release())).toList();
    return new Recorded(
        epoch, generation, settings, new RoutingTable(table.stable(), table.preview(), routes), left, override, settled);
  }

  /** How many releases beside stable have traffic. The split has room for one. */
  long candidates() {
    return table.routes().stream().filter(r -> r.weight() > 0 && !table.stable().equals(Optional.of(r.release()))).count();
  }

  Optional<ReleaseRoute> route(ReleaseId release) {
    return table.routes().stream().filter(r -> r.release().equals(release)).findFirst();
  }

  /** Every server that the table names: its backend and name, and how it is to stand. */
  Map<String, Standing> servers(Names names) {
    Map<String, Standing> servers = new TreeMap<>();
    for (ReleaseRoute route : table.routes()) {
      boolean lastRefuge = override.isPresent() && table.stable().equals(Optional.of(route.release()))
          && route.backends().stream().allMatch(b -> b.draining());
      String slot = slots.getOrDefault(route.release(), "");
      route.backends().forEach(b -> servers.put(
          names.backend(slot) + "/" + Names.server(b), new Standing(b.endpoint().toString(), b.draining() && !lastRefuge)));
    }
    return servers;
  }

  /**
   * How a server is to stand.
   *
   * @param address where it is reached
   * @param draining whether it gets no new requests
   */
  record Standing(String address, boolean draining) {}

  private String side(Names names, Optional<ReleaseRoute> route, boolean serves) {
    return route.filter(r -> serves && slots.containsKey(r.release()))
        .map(r -> names.backend(slots.getOrDefault(r.release(), "")) + "|" + r.release().value())
        .orElse(names.nothing() + "|" + NOBODY);
  }
}
