package dev.slipway.adapters.kubernetes;

import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.RouterSeen;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.spi.Router;
import dev.slipway.core.spi.Target;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.RoutingTable;
import dev.slipway.core.traffic.TrafficCounts;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An object of a cluster as a router. What is in force is read from the object itself; what was put there stands in its annotation, and
 * both were written at once, under the version of the object that was read. It counts no requests: Kubernetes does not.
 */
public final class KubernetesRouter implements Router {
  private static final int MOST_TRIES = 5;

  private final WrittenReader reader;
  private final Mover mover;
  private final Previews previews;
  private final InstantSource clock;
  private final Autoscalers autoscalers;

  KubernetesRouter(RouterSpec.Kubernetes spec, Mover mover, Previews previews, InstantSource clock, Autoscalers autoscalers) {
    this.reader = new WrittenReader(spec);
    this.mover = mover;
    this.previews = previews;
    this.clock = clock;
    this.autoscalers = autoscalers;
  }

  private Optional<Written> written() {
    return Marks.annotation(mover.object(), Names.ROUTING).map(reader::read);
  }

  @Override
  public RouterSeen read(TargetId target) {
    Optional<Written> found = written().filter(w -> w.target().equals(target));
    if (found.isEmpty()) {
      return new RouterSeen(Marks.epoch(mover.object()), 0, Optional.empty(), RoutingTable.EMPTY, Set.of(), Set.of(), Optional.empty(),
          Optional.empty());
    }
    Written w = found.get();
    Set<InstanceId> busy = Drains.busy(w, mover.serving(), clock.millis());
    return new RouterSeen(w.epoch(), w.generation(), Optional.of(w.settings()), w.table(), Drains.drained(w, busy), busy,
        w.table().preview().flatMap(previews::address), w.override(), mover.foreign(w));
  }

  @Override
  public synchronized void apply(Target target, RoutingTable table, Fence fence) {
    Optional<Written> was = written();
    Written next = next(was, target, table, fence);
    if (was.isPresent()) {
      boolean same = was.get().generation() == fence.generation() && was.get().epoch() == fence.epoch() && was.get().table().equals(table)
          && was.get().settings().equals(target.settings()) && (was.get().override().isEmpty() || !fence.clearsOverride());
      Optional<String> foreign = mover.foreign(was.get());
      if (same && foreign.isEmpty()) {
        return;
      }
      Fencing.check(was.get(), target.id(), fence);
      foreign.filter(f -> !fence.writesOver()).ifPresent(f -> {
        throw new OutsideException("SLW-4304", "somebody else changed it: " + f + ClusterFault.HELD);
      });
    } else if (fence.epoch() < Marks.epoch(mover.object())) {
      throw new OutsideException("SLW-4301", "epoch " + fence.epoch() + " of " + target.id() + " was refused: epoch "
          + Marks.epoch(mover.object()) + " works on it" + ClusterFault.HELD + "; another server has taken over");
    }
    previews.show(target.id(), table);
    put(next);
    moved(was, next);
    previews.tidy(target.id(), table);
  }

  private void moved(Optional<Written> was, Written now) {
    new Telling(autoscalers.team().namespace()).moved(mover.object(), was, now);
    autoscalers.follow(now);
  }

  private Written next(Optional<Written> was, Target target, RoutingTable table, Fence fence) {
    Written next = new Written(
        target.id(), fence.epoch(), fence.generation(), target.settings(), table, Map.of(), Optional.empty());
    Map<InstanceId, Long> leaving = was.map(w -> Drains.leaving(w, next, mover.serving(), clock.millis())).orElse(Map.of());
    return new Written(target.id(), fence.epoch(), fence.generation(), target.settings(), table, leaving, Optional.empty());
  }

  /** Other parts of the object may have changed a moment ago; what Slipway wrote there must not have. */
  private void put(Written next) {
    mover.prepare(next);
    Optional<String> before = Marks.annotation(mover.object(), Names.ROUTING);
    for (int tries = 1; ; tries++) {
      try {
        Merge merge = Merge.of(mover.object()).annotation(Names.ROUTING, WrittenJson.write(next))
            .annotation(Names.EPOCH, Long.toString(next.epoch()));
        mover.fill(merge, next);
        mover.write(merge);
        return;
      } catch (OutsideException e) {
        if (!e.code().equals(ClusterFault.CONFLICT) || tries == MOST_TRIES) {
          throw e;
        }
        mover.refresh();
        boolean touched = !Marks.annotation(mover.object(), Names.ROUTING).equals(before);
        if (touched || written().flatMap(mover::foreign).isPresent()) {
          throw e;
        }
      }
    }
  }

  @Override
  public synchronized void emergency(TargetId target, RouterSeen.Override why, long epoch) {
    Written was = written().filter(w -> w.target().equals(target)).orElseThrow(() -> new OutsideException(
        "SLW-4306", "nothing in the cluster is known to serve " + target + ClusterFault.HELD));
    Fencing.epoch(was, target, epoch);
    boolean possible = was.table().routes().stream().anyMatch(r -> was.table().stable().equals(Optional.of(r.release()))
        && r.backends().stream().anyMatch(b -> !b.draining()));
    if (!possible) {
      throw new OutsideException("SLW-4306", "no instance of stable is known of " + target + ClusterFault.HELD);
    }
    Written emergency = was.overridden(why, Map.of());
    Written now = was.overridden(why, Drains.leaving(was, emergency, mover.serving(), clock.millis()));
    put(now);
    moved(Optional.of(was), now);
  }

  @Override
  public synchronized void remove(TargetId target, long epoch) {
    Optional<Written> was = written().filter(w -> w.target().equals(target));
    if (was.isEmpty()) {
      return;
    }
    Fencing.epoch(was.get(), target, epoch);
    Merge merge = Merge.of(mover.object()).withoutAnnotation(Names.ROUTING).annotation(Names.EPOCH, Long.toString(epoch));
    mover.restore(merge);
    mover.write(merge);
    previews.tidy(target, RoutingTable.EMPTY);
    autoscalers.restore(target);
  }

  @Override
  public TrafficCounts counts(TargetId target) {
    return TrafficCounts.NONE;
  }
}
