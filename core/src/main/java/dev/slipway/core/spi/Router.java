package dev.slipway.core.spi;

import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TrafficCounts;

/**
 * What spreads requests over instances. Every call may be made again with the same effect as once.
 *
 * <p>Failures are {@link OutsideException}.
 */
public interface Router {

  /** What is in force for a target now; generation 0 and an empty table when the router does not know it. */
  RouterSeen read(TargetId target);

  /**
   * Puts a table in force, at once and as a whole, and keeps it over a restart of the router. An epoch below the highest accepted one
   * is refused, and so is a generation that is not above the one in force, and a table that would write over what somebody else changed
   * without saying so. A refused table changes nothing.
   */
  void apply(Target target, RoutingTable table, Fence fence);

  /** Takes a target out: its addresses close and requests in flight finish. An epoch below the highest accepted one is refused. */
  void remove(TargetId target, long epoch);

  /**
   * Sends all new requests to stable at once, and keeps it so over a restart of the router until a table answers it; the one way back that
   * needs nothing committed. An epoch below the highest accepted one is refused, and so is a target without an instance of stable.
   */
  void emergency(TargetId target, RouterSeen.Override why, long epoch);

  /** The counters of a target, in one atomic snapshot. */
  TrafficCounts counts(TargetId target);

  /**
   * What lets a router tell a stale writer from the right one.
   *
   * @param epoch of the lease under which the table was decided
   * @param generation one more than the one that was read
   * @param clearsOverride whether an emergency that was read is answered by this table and ends
   * @param writesOver whether what somebody else changed is written over; without it, a table meets a refusal where there is such a change
   */
  record Fence(long epoch, long generation, boolean clearsOverride, boolean writesOver) {

    /** Of a table that writes over nothing that others changed. */
    public Fence(long epoch, long generation, boolean clearsOverride) {
      this(epoch, generation, clearsOverride, false);
    }
  }
}
