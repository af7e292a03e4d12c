package dev.slipway.core.spi;

import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.traffic.Backend;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** One target with a stable release and a candidate, before the router that a {@link RouterContract} is about. */
public abstract class RoutedTarget {
  static final TargetId TARGET = new TargetId("shop", "production");
  static final ReleaseId STABLE = new ReleaseId("1.3.2-aaaaaaaa");
  static final ReleaseId CANDIDATE = new ReleaseId("1.4.0-bbbbbbbb");

  /** A fresh router that knows no target. */
  protected abstract Router router();

  /** Where the target may be told to listen; port 0 if the router allots. */
  protected abstract Endpoint listen();

  /** Something that accepts connections, as an instance would. */
  protected abstract Endpoint instance();

  /** How many instances a release has that gets this share of the traffic; more than one where it is their number that gives the share. */
  protected int instancesAt(int weight) {
    return 1;
  }

  private List<Backend> backends(ReleaseId release, int weight) {
    return IntStream.range(0, instancesAt(weight)).mapToObj(i -> new Backend(new InstanceId(release, i), instance(), false)).toList();
  }

  final Target target() {
    return new Target(TARGET, new TargetSettings(listen(), Optional.empty(), Optional.empty(), Duration.ofSeconds(5)));
  }

  final RoutingTable split(int candidateWeight) {
    return new RoutingTable(
        Optional.of(STABLE),
        Optional.of(CANDIDATE),
        List.of(
            new ReleaseRoute(STABLE, 100 - candidateWeight, backends(STABLE, 100 - candidateWeight)),
            new ReleaseRoute(CANDIDATE, candidateWeight, backends(CANDIDATE, candidateWeight))));
  }
}
