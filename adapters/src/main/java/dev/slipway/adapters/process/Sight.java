package dev.slipway.adapters.process;

import dev.slipway.adapters.health.Health;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.PlatformSeen.Condition;
import dev.slipway.core.rollout.PlatformSeen.Instance;
import dev.slipway.core.traffic.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an observer is told about instances: their condition and, in words, why. */
final class Sight {
  private static final Duration LONGEST_FIRST_WAIT = Duration.ofSeconds(3);

  private final Layout layout;
  private final Keeper keeper;
  private final Machine machine;

  Sight(Layout layout, Keeper keeper, Machine machine) {
    this.layout = layout;
    this.keeper = keeper;
    this.machine = machine;
  }

  /** Asking begins for all of them before the answer of any is waited for. */
  PlatformSeen of(List<Found> all) {
    all.stream().filter(this::asked).forEach(f -> keeper.health(f, Duration.ZERO));
    List<Instance> seen = new ArrayList<>();
    for (Found found : all) {
      seen.add(instance(found));
    }
    return new PlatformSeen(seen);
  }

  private boolean asked(Found found) {
    return found.ending().isEmpty() && found.life(machine) == Found.Life.RUNNING;
  }

  private record Judged(Condition condition, String detail) {}

  private Instance instance(Found found) {
    Judged now = condition(found);
    Intent intent = found.intent();
    Usage.Used used = keeper.usage().of(intent);
    boolean unrecorded =
        now.condition() == Condition.DEAD && intent.died().isEmpty() && !found.ofAnotherBoot(machine) && found.made().isPresent();
    return new Instance(
        intent.id(),
        now.condition(),
        Optional.of(new Endpoint("127.0.0.1", intent.port())),
        intent.deaths() + (unrecorded ? 1 : 0),
        used.cpu(),
        used.memoryBytes(),
        used.memoryShare(),
        now.detail(),
        Optional.of(intent.oomKills() + (unrecorded && found.outOfMemory() ? 1 : 0)).filter(kills -> kills > 0));
  }

  private Judged condition(Found found) {
    if (found.ending().isPresent()) {
      Ending ending = found.ending().get();
      long left = ending.killAt().uptimeMillis() - machine.uptimeMillis();
      String grace = left > 0 ? ", killed in " + (left + 999) / 1_000 + " s unless it is gone by then" : ", being killed";
      boolean toRemove = ending.remove();
      return new Judged(
          toRemove ? Condition.STOPPING : Condition.UNREADY, (toRemove ? "stopping: " : "being restarted: ") + ending.reason() + grace);
    }
    return switch (found.life(machine)) {
      case UNCLAIMED -> new Judged(Condition.STARTING, "about to run");
      case ENDED -> new Judged(Condition.DEAD, dead(found));
      case RUNNING -> running(found);
    };
  }

  private String dead(Found found) {
    Intent intent = found.intent();
    if (intent.died().isPresent()) {
      Intent.Death died = intent.died().get();
      long wait = died.again().uptimeMillis() - machine.uptimeMillis();
      return died.reason() + (wait > 0 ? "; started again in " + (wait + 999) / 1_000 + " s" : "; about to be started again");
    }
    if (found.ofAnotherBoot(machine)) {
      return "the machine was started anew meanwhile; about to be started again";
    }
    return Endings.how(found, new InstanceLog(layout.log(intent.target(), intent.id())));
  }

  private Judged running(Found found) {
    Duration timeout = found.intent().release().run().health().timeout().multipliedBy(2).plusMillis(300);
    Duration wait = found.everReady() ? (timeout.compareTo(LONGEST_FIRST_WAIT) < 0 ? timeout : LONGEST_FIRST_WAIT) : Duration.ZERO;
    Health health = keeper.health(found, wait);
    Condition condition =
        switch (health.phase()) {
          case STARTING -> Condition.STARTING;
          case READY -> Condition.READY;
          case UNREADY, FLAPPING -> Condition.UNREADY;
        };
    return new Judged(condition, health.detail());
  }
}
