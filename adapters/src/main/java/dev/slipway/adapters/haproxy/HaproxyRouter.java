package dev.slipway.adapters.haproxy;

import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TrafficCounts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * HAProxy as a router: one for each target that Slipway configures and starts itself, or the team's own, one or several. Everything moves
 * through the Runtime API, without a reload.
 */
public final class HaproxyRouter implements Router {
  private final Path folder;
  private final RouterSpec.Haproxy spec;
  private final LongSupplier nanoClock;
  private final Map<TargetId, Haproxies> targets = new ConcurrentHashMap<>();

  /**
   * For all targets that ask for it in these words.
   *
   * @param folder where Slipway keeps its own HAProxies, one folder a target, and remembers which sockets serve a target
   */
  public HaproxyRouter(Path folder, RouterSpec.Haproxy spec, LongSupplier nanoClock) {
    this.folder = folder;
    this.spec = spec;
    this.nanoClock = nanoClock;
  }

  @Override
  public RouterSeen read(TargetId target) {
    return of(target).read();
  }

  @Override
  public void apply(Target target, RoutingTable table, Fence fence) {
    of(target.id()).apply(target, table, fence);
  }

  @Override
  public void remove(TargetId target, long epoch) {
    of(target).remove(epoch);
  }

  @Override
  public TrafficCounts counts(TargetId target) {
    return of(target).counts();
  }

  /**
   * Sends all new requests to stable at once, at every HAProxy of the target that answers; needs nothing but them.
   *
   * @throws OutsideException when none answers or there is no stable instance
   */
  public void emergency(TargetId target, String by, String reason) {
    emergency(target, new RouterSeen.Override(by, reason), Long.MAX_VALUE);
  }

  @Override
  public void emergency(TargetId target, RouterSeen.Override why, long epoch) {
    of(target).emergency(why, epoch);
  }

  /** The targets that HAProxies serve on this machine's word. */
  public static List<TargetId> targets(Path folder) {
    return Known.targets(folder);
  }

  /** The router of a target as it was last asked for, for whoever has nothing but the folder. */
  public static Optional<HaproxyRouter> of(Path folder, TargetId target, LongSupplier nanoClock) {
    return Known.spec(folder, target).map(spec -> new HaproxyRouter(folder, spec, nanoClock));
  }

  private Haproxies of(TargetId target) {
    return targets.computeIfAbsent(target, t -> new Haproxies(folder, spec, t, nanoClock));
  }
}
