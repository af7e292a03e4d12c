package dev.slipway.adapters.nginx;

import dev.slipway.adapters.linux.Machine;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TrafficCounts;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** nginx as a router: a file that is rewritten, checked, reloaded and looked at, for each target. All of its state is in files. */
public final class NginxRouter implements Router {
  private final Homes homes;
  private final RouterSpec.Nginx spec;
  private final Settings settings;
  private final Map<TargetId, NginxTarget> targets = new ConcurrentHashMap<>();

  /**
   * How it goes about.
   *
   * @param betweenReloads at least
   * @param probing how long a reload may take to show
   * @param logKeptBytes of the access log that were read, before they are given back to the disk
   */
  public record Settings(LongSupplier nanoClock, Machine machine, Duration betweenReloads, Duration probing, long logKeptBytes) {
    /** As in a server. */
    public static Settings usual(LongSupplier nanoClock) {
      return new Settings(nanoClock, Machine.here(), Duration.ofSeconds(5), Duration.ofSeconds(5), 16L * 1024 * 1024);
    }
  }

  /**
   * A router for targets with the same settings.
   *
   * @param folder of all that Slipway knows of nginx
   */
  public NginxRouter(Path folder, RouterSpec.Nginx spec, Settings settings) {
    this.homes = new Homes(folder);
    this.spec = spec;
    this.settings = settings;
  }

  @Override
  public RouterSeen read(TargetId target) {
    return of(target).read();
  }

  @Override
  public void apply(Target target, RoutingTable table, Fence fence) {
    homes.remember(target.id(), spec);
    of(target.id()).apply(target, table, fence);
  }

  @Override
  public void remove(TargetId target, long epoch) {
    of(target).remove(epoch);
    homes.forget(target);
  }

  @Override
  public TrafficCounts counts(TargetId target) {
    return of(target).counts();
  }

  /** Sends all new requests of a target to stable; needs nothing but nginx. False where it does not know the target. */
  public boolean emergency(TargetId target, String by, String reason) {
    return of(target).emergency(new RouterSeen.Override(by, reason), Long.MAX_VALUE);
  }

  @Override
  public void emergency(TargetId target, RouterSeen.Override why, long epoch) {
    if (!of(target).emergency(why, epoch)) {
      throw new OutsideException("SLW-4236", "nginx does not know " + target + ". Nothing was written; traffic stays as it is");
    }
  }

  /** Reads the access logs of its targets on, so that they do not grow. */
  void catchUp() {
    targets.values().forEach(NginxTarget::catchUp);
  }

  private NginxTarget of(TargetId target) {
    return targets.computeIfAbsent(target, t -> {
      Path home = homes.of(t);
      Place place = spec.include().map(i -> Place.include(Path.of(i), home)).orElseGet(() -> Place.own(home));
      return new NginxTarget(t, place, spec, settings);
    });
  }
}
