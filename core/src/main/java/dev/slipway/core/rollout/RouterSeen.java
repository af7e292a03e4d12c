package dev.slipway.core.rollout;

import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings;
import java.util.Optional;
import java.util.Set;

/**
 * What a router enforces for one target.
 *
 * @param epoch highest epoch it has accepted
 * @param generation number of the table in force, 0 before the first
 * @param settings the settings in force, absent before the first table
 * @param table the table in force
 * @param drained instances that are draining or no longer in the table and have no request left
 * @param busy instances that are draining or no longer in the table and still have requests
 * @param preview where the preview release is reached
 * @param override somebody sent all traffic to stable at the router itself
 * @param foreign what somebody else changed at the router since the table in force was put there, in words for people
 */
public record RouterSeen(
    long epoch,
    long generation,
    Optional<TargetSettings> settings,
    RoutingTable table,
    Set<InstanceId> drained,
    Set<InstanceId> busy,
    Optional<Endpoint> preview,
    Optional<Override> override,
    Optional<String> foreign) {
  public RouterSeen {
    drained = Set.copyOf(drained);
    busy = Set.copyOf(busy);
  }

  /** A router that nobody else has changed. */
  public RouterSeen(
      long epoch, long generation, Optional<TargetSettings> settings, RoutingTable table, Set<InstanceId> drained, Set<InstanceId> busy,
      Optional<Endpoint> preview, Optional<Override> override) {
    this(epoch, generation, settings, table, drained, busy, preview, override, Optional.empty());
  }

  /** A router that does not know the target. */
  public static final RouterSeen NOTHING =
      new RouterSeen(0, 0, Optional.empty(), RoutingTable.EMPTY, Set.of(), Set.of(), Optional.empty(), Optional.empty());

  /** An emergency in force. */
  public record Override(String by, String reason) {}
}
