package dev.slipway.adapters.docker;

import dev.slipway.adapters.health.Health;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What an observer is told about containers: their condition and, in words, why. */
final class Sight {
  private final Watch watch;
  private final Deaths deaths;
  private final Ending ending;
  private final Machine machine;
  private final InstantSource clock;
  private final Set<String> made = ConcurrentHashMap.newKeySet();

  Sight(Watch watch, Deaths deaths, Ending ending, Machine machine, InstantSource clock) {
    this.watch = watch;
    this.deaths = deaths;
    this.ending = ending;
    this.machine = machine;
    this.clock = clock;
  }

  /** An instance whose next life this server makes itself: it is waited for by nobody. */
  void making(String plainName) {
    made.add(plainName);
  }

  /** Asking begins for all of them before the answer of any is waited for. */
  PlatformSeen of(String target, List<Found> all) {
    List<Found> counting = all.stream().filter(Found::counts).toList();
    List<Found> running = counting.stream().filter(f -> f.life() == Found.Life.RUNNING && !f.stopping()
        && ending.goesOnWhy(f).isEmpty()).toList();
    running.forEach(f -> watch.begin(f, !made.contains(f.name().plain())));
    watch.only(target, running);
    List<Instance> seen = new ArrayList<>();
    counting.forEach(f -> seen.add(instance(f)));
    return new PlatformSeen(seen);
  }

  private record Judged(Condition condition, String detail, int diedNow, int oomNow) {
    static Judged of(Condition condition, String detail) {
      return new Judged(condition, detail, 0, 0);
    }
  }

  private Instance instance(Found found) {
    Judged now = judged(found);
    Usage used = watch.usage(found);
    return new Instance(
        found.instance(), now.condition(), found.endpoint(), found.deaths() + now.diedNow(), used.cpu(), used.memoryBytes(),
            used.memoryShare(),
        now.detail(), Optional.of(found.oomKills() + now.oomNow()).filter(kills -> kills > 0));
  }

  private Judged judged(Found found) {
    Optional<String> goesOn = ending.goesOnWhy(found);
    if (goesOn.isPresent()) {
      return Judged.of(Condition.STOPPING, goesOn.get());
    }
    if (found.stopping()) {
      long left = ending.left(found).toMillis();
      return Judged.of(Condition.STOPPING, "stopping: no longer wanted" + (left > 0 ? ", killed in " + (left + 999) / 1_000
          + " s unless it is gone by then" : ", being killed"));
    }
    return found.life() == Found.Life.RUNNING ? running(found) : deaths.of(found).map(this::dead)
        .orElseGet(() -> Judged.of(Condition.STARTING, "about to run"));
  }

  private Judged dead(Deaths.Death death) {
    long wait = death.againMillis() - machine.uptimeMillis();
    String again = wait > 0 ? "; started again in " + (wait + 999) / 1_000 + " s" : "; about to be started again";
    return new Judged(Condition.DEAD, death.how() + again, 1, death.outOfMemory() ? 1 : 0);
  }

  private Judged running(Found found) {
    if (found.endpoint().isEmpty()) {
      return Judged.of(Condition.STARTING, "it has no address yet");
    }
    Health health = watch.health(found);
    Condition condition =
        switch (health.phase()) {
          case STARTING -> Condition.STARTING;
          case READY -> Condition.READY;
          case UNREADY, FLAPPING -> Condition.UNREADY;
        };
    if (condition != Condition.READY) {
      return Judged.of(condition, health.detail());
    }
    return switch (found.check()) {
      case NONE, HEALTHY -> Judged.of(condition, health.detail());
      case STARTING -> Judged.of(young(found) ? Condition.STARTING : Condition.UNREADY, "the health check of its image has not passed yet");
      case UNHEALTHY -> Judged.of(Condition.UNREADY, "the health check of its image fails");
    };
  }

  private boolean young(Found found) {
    return clock.millis() - found.createdSeconds() * 1_000 < found.health().startupDeadline().toMillis();
  }
}
