package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.RoutingTable;
import java.util.Optional;

/** Shows a candidate that has no traffic yet at a Service of its own. */
final class Previews {
  private final Optional<GroupServices> services;

  /** Nothing is shown where no Service leads to pods. */
  Previews(Optional<GroupServices> services) {
    this.services = services;
  }

  /** Makes the Service of what is shown. */
  void show(TargetId target, RoutingTable table) {
    services.ifPresent(s -> table.preview().ifPresent(release -> s.make(target, release)));
  }

  /** Lets go of Services that nothing names any more. */
  void tidy(TargetId target, RoutingTable table) {
    services.ifPresent(s -> s.keepOnly(target, table));
  }

  /** Where a release is shown. */
  Optional<Endpoint> address(ReleaseId release) {
    return services.flatMap(s -> s.address(release));
  }
}
