package dev.slipway.adapters.docker;

import dev.slipway.adapters.linux.Machine;
import dev.slipway.core.release.PlatformSpec;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.TargetId;
import java.util.List;
import java.util.Optional;

/** Makes one wanted instance run: the first time, again after it died, and after a server that ended in between. */
final class Lives {
  private final Engine engine;
  private final Making making;
  private final Ending ending;
  private final Deaths deaths;
  private final Machine machine;

  Lives(Engine engine, Making making, Ending ending, Deaths deaths, Machine machine) {
    this.engine = engine;
    this.making = making;
    this.ending = ending;
    this.deaths = deaths;
    this.machine = machine;
  }

  /** Whether it is known to have died, and it is too early for its next life. */
  boolean waits(Found found) {
    return deaths.known(found.id()).filter(death -> machine.uptimeMillis() < death.againMillis()).isPresent();
  }

  /** Starts what is missing. One that runs, or is being ended, is left alone. */
  void run(TargetId target, InstanceId id, Release release, PlatformSpec.Docker docker, long epoch, List<Found> all) {
    Optional<Found> current = Fleet.current(all, id);
    List<Found> past = Fleet.past(all, id);
    if (current.isEmpty()) {
      making.make(past.isEmpty() ? new Making.Life(target, id, 1, 0, 0, 0, epoch) : life(target, past.getFirst(), epoch).again(), release,
          docker);
      return;
    }
    Found found = current.get();
    if (found.stopping() || found.life() == Found.Life.RUNNING) {
      return;
    }
    Optional<Deaths.Death> death = deaths.of(found);
    if (found.adopted()) {
      ending.forget(found);
      making.make(life(target, found, epoch).again(), release, docker);
    } else if (death.isEmpty()) {
      // Made by a server that ended before it was whole: nobody knows what it lacks.
      ending.remove(found);
      making.make(life(target, found, epoch), release, docker);
    } else if (machine.uptimeMillis() >= death.get().againMillis()) {
      again(target, found, past, death.get(), release, docker, epoch);
    }
  }

  private void again(
      TargetId target, Found found, List<Found> past, Deaths.Death death, Release release, PlatformSpec.Docker docker, long epoch) {
    past.forEach(ending::remove);
    engine.does("set a dead container aside", c -> c.renameContainerCmd(found.id()).withName(Name.dead(found.name().plain(),
        found.generation())).exec());
    int oomKills = found.oomKills() + (death.outOfMemory() ? 1 : 0);
    making.make(
        new Making.Life(target, found.instance(), found.generation() + 1, found.deaths() + 1, death.quick(), oomKills, epoch), release,
            docker);
  }

  private static Making.Life life(TargetId target, Found found, long epoch) {
    return new Making.Life(target, found.instance(), found.generation(), found.deaths(), found.quickDeaths(), found.oomKills(), epoch);
  }
}
