package dev.slipway.simulator.world;

import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Router;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.Endpoint;
import dev.slipway.core.traffic.ReleaseRoute;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TargetSettings;
import dev.slipway.core.traffic.TrafficCounts;
import dev.slipway.simulator.scenario.Happening.Part;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A router whose table shares out counted, not real, requests. */
public final class SimRouter implements Router {
  private static final int LATE_MILLIS = 700;
  private static final Optional<Endpoint> PREVIEW = Optional.of(new Endpoint("127.0.0.1", 10_001));

  private final World world;
  private final Map<InstanceId, Long> busyUntilMillis = new HashMap<>();
  private RouterSeen seen = RouterSeen.NOTHING;
  private Optional<Accepted> late = Optional.empty();
  private long lateAtMillis = Long.MAX_VALUE;
  private Optional<String> foreign = Optional.empty();
  private int foreignChanges;
  private long acceptedEpoch;
  private long acceptedGeneration;

  private record Accepted(TargetSettings settings, RoutingTable table, Fence fence) {}

  SimRouter(World world) {
    this.world = world;
  }

  @Override
  public RouterSeen read(TargetId target) {
    world.refuseIfAway(Part.ROUTER);
    return seen;
  }

  /** The same without asking, for those who judge a run. */
  public RouterSeen truth() {
    return seen;
  }

  private void admit(long epoch) {
    world.refuseIfAway(Part.ROUTER);
    if (epoch < acceptedEpoch) {
      throw new Away("SLW-4021", "epoch " + epoch + " is older than " + acceptedEpoch);
    }
  }

  @Override
  public void apply(Target target, RoutingTable table, Fence fence) {
    admit(fence.epoch());
    if (seen.override().isPresent() && !fence.clearsOverride()) {
      throw new Away("SLW-4023", "an emergency is in force");
    }
    if (fence.epoch() == acceptedEpoch && fence.generation() <= acceptedGeneration) {
      throw new Away("SLW-4022", "generation " + fence.generation() + " is not newer than " + acceptedGeneration);
    }
    if (foreign.isPresent() && !fence.writesOver()) {
      throw new Away("SLW-4024", "somebody else changed it: " + foreign.get());
    }
    acceptedEpoch = fence.epoch();
    acceptedGeneration = fence.generation();
    world.tell(w -> w.applied(seen.table(), table, fence));
    Accepted accepted = new Accepted(target.settings(), table, fence);
    if (world.out(Part.ROUTER_LATE)) {
      late = Optional.of(accepted);
      lateAtMillis = world.time().nowMillis() + LATE_MILLIS;
    } else {
      late = Optional.empty();
      lateAtMillis = Long.MAX_VALUE;
      enforce(accepted);
    }
    world.refuseIfAway(Part.ROUTER_REPLIES);
  }

  @Override
  public void remove(TargetId target, long epoch) {
    admit(epoch);
    acceptedEpoch = epoch;
    acceptedGeneration = 0;
    late = Optional.empty();
    lateAtMillis = Long.MAX_VALUE;
    letFinish(Drains.taking(seen.table()), Set.of());
    foreign = Optional.empty();
    show(epoch, 0, Optional.empty(), RoutingTable.EMPTY, Optional.empty());
  }

  private void enforce(Accepted next) {
    letFinish(Drains.taking(seen.table()), Drains.taking(next.table()));
    foreign = Optional.empty();
    Optional<RouterSeen.Override> override = next.fence().clearsOverride() ? Optional.empty() : seen.override();
    show(next.fence().epoch(), next.fence().generation(), Optional.of(next.settings()), next.table(), override);
  }

  private void letFinish(Set<InstanceId> before, Set<InstanceId> after) {
    for (InstanceId each : before) {
      if (!after.contains(each) && world.platform().answers(each)) {
        busyUntilMillis.put(each, world.time().nowMillis() + world.rhythm().finishMillis());
      }
    }
    busyUntilMillis.keySet().removeAll(after);
  }

  @Override
  public TrafficCounts counts(TargetId target) {
    world.refuseIfAway(Part.ROUTER);
    world.refuseIfAway(Part.COUNTS);
    return world.traffic().counts();
  }

  @Override
  public void emergency(TargetId target, RouterSeen.Override why, long epoch) {
    admit(epoch);
    if (seen.table().stable().isEmpty()) {
      throw new Away("SLW-4024", "there is no stable release to send all traffic to");
    }
    world.tell(w -> w.declared(why));
    show(seen.epoch(), seen.generation(), seen.settings(), seen.table(), Optional.of(why));
  }

  /** Somebody sends everything to stable; refused where there is none. */
  void emergency() {
    if (seen.table().stable().isPresent()) {
      show(seen.epoch(), seen.generation(), seen.settings(), seen.table(), Optional.of(new RouterSeen.Override("anna", "it burns")));
    }
  }

  /** Somebody gives the candidate's half of the traffic to the one of two releases that had less; refused where one has all of it. */
  void changeByOthers() {
    RoutingTable table = seen.table();
    boolean two = table.routes().stream().filter(r -> r.backends().stream().anyMatch(b -> !b.draining())).count() == 2;
    if (!two || table.routes().size() != 2 || seen.override().isPresent()) {
      return;
    }
    List<ReleaseRoute> half = table.routes().stream().map(r -> new ReleaseRoute(r.release(), 50, r.backends())).toList();
    foreign = Optional.of("both releases have 50%");
    foreignChanges++;
    show(seen.epoch(), seen.generation(), seen.settings(), new RoutingTable(table.stable(), table.preview(), half), seen.override());
  }

  /** Whether what is in force is somebody else's. */
  public boolean foreign() {
    return foreign.isPresent();
  }

  /** How often somebody else changed it. */
  public int foreignChanges() {
    return foreignChanges;
  }

  /** A table that is in force already when the run begins. */
  void populate(TargetSettings settings, RoutingTable table) {
    acceptedGeneration = 1;
    show(0, 1, Optional.of(settings), table, Optional.empty());
  }

  /** Whether an instance still has requests that began before it was taken out. */
  public boolean busy(InstanceId instance) {
    return busyUntilMillis.getOrDefault(instance, 0L) > world.time().nowMillis();
  }

  /** Whether an instance may get a request at this moment. */
  public boolean sendsTo(InstanceId instance) {
    return Drains.taking(seen.table()).contains(instance);
  }

  long nextChangeMillis() {
    long next = lateAtMillis;
    for (long until : busyUntilMillis.values()) {
      next = Math.min(next, until);
    }
    return next;
  }

  void changeDue(long nowMillis) {
    if (late.isPresent() && lateAtMillis <= nowMillis) {
      Accepted due = late.get();
      late = Optional.empty();
      lateAtMillis = Long.MAX_VALUE;
      enforce(due);
    }
    if (!busyUntilMillis.isEmpty() && busyUntilMillis.values().removeIf(until -> until <= nowMillis)) {
      show(seen.epoch(), seen.generation(), seen.settings(), seen.table(), seen.override());
    }
  }

  private void show(
      long epoch, long generation, Optional<TargetSettings> settings, RoutingTable table, Optional<RouterSeen.Override> override) {
    Set<InstanceId> drained = Drains.draining(table);
    drained.removeAll(busyUntilMillis.keySet());
    seen = new RouterSeen(epoch, generation, settings, table, drained, busyUntilMillis.keySet(), PREVIEW, override, foreign);
    world.disturbed();
  }
}
