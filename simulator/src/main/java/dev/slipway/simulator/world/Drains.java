package dev.slipway.simulator.world;

import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.RoutingTable;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Which instances of a table get new requests, and which get none any more. */
final class Drains {
  private Drains() {}

  static Set<InstanceId> taking(RoutingTable table) {
    return those(table, b -> !b.draining());
  }

  static Set<InstanceId> draining(RoutingTable table) {
    return those(table, Backend::draining);
  }

  private static Set<InstanceId> those(RoutingTable table, Predicate<Backend> meant) {
    Set<InstanceId> those = new HashSet<>();
    table.routes().forEach(route -> route.backends().stream().filter(meant).map(Backend::instance).forEach(those::add));
    return those;
  }
}
