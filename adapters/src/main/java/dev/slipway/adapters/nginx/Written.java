package dev.slipway.adapters.nginx;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Router.Fence;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a configuration was written from. It is kept in the configuration itself, so that the file is all the state there is.
 *
 * @param epoch highest that was accepted
 * @param generation of the table
 * @param previewPort of the loopback listener for preview and marker; stays the same
 * @param pidFile of an nginx of our own, empty for the team's
 * @param left backends of earlier tables that this one does not name any more
 */
record Written(
    TargetId target, long epoch, long generation, TargetSettings settings, RoutingTable table, int previewPort, String pidFile,
    List<Backend> left, Optional<RouterSeen.Override> override) {
  private static final int MOST_LEFT = 64;

  Written {
    left = List.copyOf(left);
  }

  /** The next table, after this. */
  Written followedBy(Target target, RoutingTable next, Fence fence) {
    return new Written(
        target.id(), fence.epoch(), fence.generation(), target.settings(), next, previewPort, pidFile, leftBehind(next),
        fence.clearsOverride() ? Optional.empty() : override);
  }

  /** The same table with all new requests sent to stable. */
  Written overridden(RouterSeen.Override by) {
    return new Written(target, epoch, generation, settings, table, previewPort, pidFile, left, Optional.of(by));
  }

  /** Backends that get nothing new: they drain, or no table names them. */
  List<Backend> leaving() {
    List<Backend> leaving = new ArrayList<>(left);
    table.routes().stream().flatMap(r -> r.backends().stream()).filter(Backend::draining).forEach(leaving::add);
    return leaving;
  }

  /** Whether moving there lets nothing but stable grow: a way back, or a dead instance that goes. */
  boolean isAwayFromCandidates(RoutingTable next) {
    for (ReleaseRoute route : next.routes()) {
      boolean stable = next.stable().equals(Optional.of(route.release()));
      boolean more = route.weight() > table.weightOf(route.release()) || !ready(table, route.release())
          .containsAll(ready(next, route.release()));
      if (!stable && more) {
        return false;
      }
    }
    return true;
  }

  private List<Backend> leftBehind(RoutingTable next) {
    Set<InstanceId> named = new HashSet<>();
    next.routes().forEach(r -> r.backends().forEach(b -> named.add(b.instance())));
    List<Backend> all = new ArrayList<>(left);
    table.routes().forEach(r -> all.addAll(r.backends()));
    List<Backend> behind = all.stream().filter(b -> !named.contains(b.instance())).toList();
    return behind.subList(Math.max(0, behind.size() - MOST_LEFT), behind.size());
  }

  private static Set<InstanceId> ready(RoutingTable table, ReleaseId release) {
    Set<InstanceId> ready = new HashSet<>();
    table.routes().stream().filter(r -> r.release().equals(release)).flatMap(r -> r.backends().stream()).filter(b -> !b.draining())
        .forEach(b -> ready.add(b.instance()));
    return ready;
  }
}
