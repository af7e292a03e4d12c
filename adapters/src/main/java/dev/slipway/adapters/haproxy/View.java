package dev.slipway.adapters.haproxy;

import dev.slipway.adapters.haproxy.Reading.Server;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One HAProxy as it was read: what it keeps about the target and what is true there.
 *
 * @param node which
 * @param reading what it said
 * @param recorded what it keeps; nothing where that cannot be read
 * @param damaged why it cannot be read
 */
record View(Node node, Reading reading, Recorded recorded, Optional<String> damaged) {

  static View of(Node node, Names names) throws IOException {
    Reading reading = node.read();
    Requirements.check(node, reading, names);
    try {
      return new View(node, reading, Node.recorded(reading), Optional.empty());
    } catch (IOException e) {
      return new View(node, reading, Recorded.NOTHING, Optional.of("the map " + reading.map().orElse("")
          + " was written by somebody else: " + e.getMessage()));
    }
  }

  /**
   * In the words of core.
   *
   * @param leaving whether an earlier process still finishes requests of nobody knows which instances
   * @param limit how long those that leave may take
   */
  RouterSeen seen(Names names, Endpoint preview, boolean leaving, DrainLimit limit) {
    Set<String> over = limit.over(this, names);
    Set<InstanceId> drained = new HashSet<>();
    Set<InstanceId> busy = new HashSet<>();
    Map<String, Recorded.Standing> wanted = recorded.servers(names);
    for (Server server : reading.servers().values()) {
      Recorded.Standing standing = wanted.get(server.backend() + "/" + server.name());
      if (standing == null || standing.draining()) {
        boolean has = leaving || (reading.sessions(server) > 0 && !over.contains(server.backend() + "/" + server.name()));
        Names.instance(server.name()).ifPresent(id -> (has ? busy : drained).add(id));
      }
    }
    for (ReleaseRoute route : recorded.table().routes()) {
      route.backends().stream().filter(Backend::draining).filter(b -> !busy.contains(b.instance())).forEach(b -> drained.add(b.instance()));
    }
    drained.removeAll(busy);
    return new RouterSeen(
        recorded.epoch(), recorded.generation(), recorded.settings(), recorded.settled() ? recorded.table() : actual(names), drained, busy,
        recorded.table().preview().filter(p -> recorded.route(p).isPresent()).map(p -> preview), recorded.override(), foreign(names));
  }

  boolean drains(Names names) {
    Map<String, Recorded.Standing> wanted = recorded.servers(names);
    return wanted.values().stream().anyMatch(Recorded.Standing::draining)
        || reading.servers().keySet().stream().anyMatch(server -> !wanted.containsKey(server));
  }

  /** What somebody else changed, in words. */
  Optional<String> foreign(Names names) {
    return damaged.or(() -> recorded.settled() ? Differences.of(recorded, reading, names) : Optional.empty());
  }

  /** While an order was broken off in the middle: the table with its servers as they really stand, so that the order is given again. */
  private RoutingTable actual(Names names) {
    List<ReleaseRoute> routes = new ArrayList<>();
    for (ReleaseRoute route : recorded.table().routes()) {
      List<Backend> backends = new ArrayList<>();
      for (Backend each : route.backends()) {
        Server server = reading.servers().get(names.backend(recorded.slots().getOrDefault(route.release(), "")) + "/" + Names.server(each));
        if (server != null) {
          backends.add(new Backend(each.instance(), each.endpoint(), server.draining()));
        } else if (each.draining()) {
          backends.add(each);
        }
      }
      routes.add(new ReleaseRoute(route.release(), route.weight(), backends));
    }
    return new RoutingTable(recorded.table().stable(), recorded.table().preview(), routes);
  }

  /** Slots that have a server now, after those were forgotten that have nothing left and whose release no table names. */
  Set<String> occupied(Names names, RoutingTable next) {
    Set<String> occupied = new HashSet<>();
    for (Server server : reading.servers().values()) {
      if (!forgotten(server, next)) {
        names.slot(server.backend()).ifPresent(occupied::add);
      }
    }
    return occupied;
  }

  private boolean forgotten(Server server, RoutingTable next) {
    Optional<ReleaseId> release = Names.instance(server.name()).map(InstanceId::release);
    boolean named = release.filter(r -> recorded.route(r).isPresent() || next.routes().stream().anyMatch(n -> n.release().equals(r)))
        .isPresent();
    try {
      return release.isPresent() && !named && reading.sessions(server) == 0 && node.delete(server.backend() + "/" + server.name());
    } catch (IOException e) {
      throw unreachable(node.address(), e);
    }
  }

  /** Something of this HAProxy could not be asked for. */
  static OutsideException unreachable(String address, IOException e) {
    return new OutsideException(
        "SLW-4163", "HAProxy at " + address + " does not answer: " + e.getMessage() + ". Traffic through it goes on by its last table", e);
  }
}
