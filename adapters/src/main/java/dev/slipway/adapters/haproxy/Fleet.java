package dev.slipway.adapters.haproxy;

import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Every HAProxy that serves one target, as they were read together. One that does not answer keeps its last table: until it is back no
 * candidate gets more traffic anywhere, while the way back goes on at all others.
 *
 * @param names of the target
 * @param views those that answered
 * @param away why others did not
 */
record Fleet(Names names, List<View> views, List<OutsideException> away) {

  static Fleet read(List<Node> nodes, Names names) {
    List<View> views = new ArrayList<>();
    List<OutsideException> away = new ArrayList<>();
    for (Node node : nodes) {
      try {
        views.add(View.of(node, names));
      } catch (IOException e) {
        away.add(View.unreachable(node.address(), e));
      }
    }
    if (views.isEmpty()) {
      throw away.getFirst();
    }
    return new Fleet(names, views, away);
  }

  /**
   * What all of them enforce together. Where they do not agree, or one does not answer, it is the oldest table under an epoch that nobody
   * has: so it is never taken for done, and the table that is wanted is put in force again and again.
   */
  RouterSeen seen(Endpoint preview, boolean leaving, DrainLimit limit) {
    List<RouterSeen> all = views.stream().map(v -> v.seen(names, preview, leaving, limit)).toList();
    RouterSeen oldest = all.getFirst();
    Set<InstanceId> busy = new HashSet<>();
    Set<InstanceId> drained = new HashSet<>();
    List<String> foreign = new ArrayList<>();
    boolean agree = away.isEmpty();
    for (int i = 0; i < all.size(); i++) {
      RouterSeen each = all.get(i);
      String where = all.size() + away.size() > 1 ? "at " + views.get(i).node().address() + " " : "";
      each.foreign().ifPresent(f -> foreign.add(where + f));
      busy.addAll(each.busy());
      drained.addAll(each.drained());
      agree &= each.epoch() == oldest.epoch() && each.generation() == oldest.generation() && each.table().equals(oldest.table());
      boolean older = each.epoch() < oldest.epoch() || (each.epoch() == oldest.epoch() && each.generation() < oldest.generation());
      oldest = older ? each : oldest;
    }
    drained.removeAll(busy);
    Optional<RouterSeen.Override> override = all.stream().flatMap(s -> s.override().stream()).findFirst();
    return new RouterSeen(
        agree ? oldest.epoch() : Math.max(0, oldest.epoch() - 1), oldest.generation(), oldest.settings(), oldest.table(), drained, busy,
        oldest.preview(), override, foreign.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", foreign)));
  }

  /** The processes that answered. */
  Set<Long> pids() {
    return Set.copyOf(views.stream().map(v -> v.reading().pid()).toList());
  }

  /** Whether any instance is on its way out, so that it matters who else may know it. */
  boolean drains() {
    return views.stream().anyMatch(v -> v.drains(names));
  }

  /** Refuses to give a candidate more while one of them does not answer. */
  void mayMove(RoutingTable table) {
    boolean raises = views.stream().anyMatch(v -> raises(v.recorded().table(), table));
    if (!away.isEmpty() && raises) {
      throw new OutsideException(
          "SLW-4165", away.getFirst().said() + ". Until it is back no candidate gets more traffic at the other HAProxies; "
              + "a way back or an abort goes on there");
    }
  }

  /** Whether a release other than stable gets a larger share. */
  static boolean raises(RoutingTable before, RoutingTable after) {
    for (ReleaseRoute route : after.routes()) {
      boolean stable = after.stable().equals(Optional.of(route.release()));
      if (!stable && route.weight() > before.weightOf(route.release())) {
        return true;
      }
    }
    return false;
  }
}
