package dev.slipway.simulator.world;

import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.release.Shipment;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.LogPart;
import dev.slipway.core.spi.Platform;
import dev.slipway.simulator.scenario.Behaviour;
import dev.slipway.simulator.scenario.Happening.Part;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A platform whose instances exist only as conditions that change in virtual time. */
public final class SimPlatform implements Platform {
  private final World world;
  private final Map<InstanceId, SimInstance> instances = new TreeMap<>();
  private PlatformSeen seen = new PlatformSeen(List.of());
  private boolean changed;
  private long highestEpoch;
  private int nextPort = 20_000;

  SimPlatform(World world) {
    this.world = world;
  }

  @Override
  public PlatformSeen observe(TargetId target) {
    world.refuseIfAway(Part.PLATFORM);
    return truth();
  }

  /** The same without asking, for those who judge a run. */
  public PlatformSeen truth() {
    if (changed) {
      List<Instance> all = new ArrayList<>(instances.size());
      instances.values().forEach(each -> all.add(each.seen()));
      seen = new PlatformSeen(all);
      changed = false;
    }
    return seen;
  }

  @Override
  public void converge(TargetId target, Map<InstanceId, Release> running, Set<InstanceId> leaving, long epoch) {
    world.refuseIfAway(Part.PLATFORM);
    if (epoch < highestEpoch) {
      throw new Away("SLW-3001", "epoch " + epoch + " is older than " + highestEpoch);
    }
    highestEpoch = epoch;
    for (SimInstance each : instances.values()) {
      InstanceId id = each.seen().id();
      if (each.condition() != Condition.STOPPING && !running.containsKey(id) && !leaving.contains(id)) {
        world.tell(w -> w.stopping(id, epoch));
        each.stop(world.time().nowMillis() + world.rhythm().stopMillis());
        touched();
      }
    }
    for (InstanceId id : running.keySet()) {
      if (!instances.containsKey(id)) {
        instances.put(id, new SimInstance(id, nextPort++, world.behaviour(id.release()), world.time().nowMillis()));
        touched();
        world.tell(w -> w.started(id, epoch));
      }
    }
  }

  /** Whether asking for this would change anything. */
  public boolean wouldChange(Map<InstanceId, Release> running, Set<InstanceId> leaving) {
    if (!instances.keySet().containsAll(running.keySet())) {
      return true;
    }
    for (SimInstance each : instances.values()) {
      InstanceId id = each.seen().id();
      if (each.condition() != Condition.STOPPING && !running.containsKey(id) && !leaving.contains(id)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Digest stage(Shipment artifact) {
    throw new UnsupportedOperationException("a simulated platform keeps no artifacts");
  }

  @Override
  public LogPart logs(TargetId target, InstanceId instance, Optional<String> after, int lines) {
    return new LogPart(List.of(), "", false);
  }

  /** Instances that are ready already when the run begins. */
  void populate(Release release) {
    for (int ordinal = 0; ordinal < release.run().instances(); ordinal++) {
      InstanceId id = new InstanceId(release.id(), ordinal);
      SimInstance instance = new SimInstance(id, nextPort++, world.behaviour(release.id()), 0);
      instance.ready(0);
      instances.put(id, instance);
      touched();
    }
  }

  void kill(ReleaseId release, int most) {
    int left = most;
    for (SimInstance each : instances.values()) {
      if (left > 0 && each.answers() && each.seen().id().release().equals(release)) {
        each.die(world.time().nowMillis());
        touched();
        left--;
      }
    }
  }

  void calm(ReleaseId release, Behaviour behaviour) {
    for (SimInstance each : instances.values()) {
      if (each.seen().id().release().equals(release) && behaviour.everReady()) {
        each.calm(world.time().nowMillis());
        touched();
      }
    }
  }

  boolean answers(InstanceId id) {
    SimInstance instance = instances.get(id);
    return instance != null && instance.answers();
  }

  /** Whether it was told to stop, or is gone. */
  public boolean stopped(InstanceId id) {
    SimInstance instance = instances.get(id);
    return instance == null || instance.condition() == Condition.STOPPING;
  }

  long nextChangeMillis() {
    long next = Long.MAX_VALUE;
    for (SimInstance each : instances.values()) {
      next = Math.min(next, each.changeAtMillis());
    }
    return next;
  }

  void changeDue(long nowMillis) {
    Iterator<SimInstance> all = instances.values().iterator();
    while (all.hasNext()) {
      SimInstance each = all.next();
      if (each.changeAtMillis() <= nowMillis) {
        touched();
        if (!each.change(nowMillis)) {
          all.remove();
        }
      }
    }
  }

  private void touched() {
    changed = true;
    world.disturbed();
  }
}
