package dev.slipway.adapters.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Ends containers: the signal that the image asks for, its grace, SIGKILL. The decision with its deadline is in the container's name before
 * the first signal, so whoever comes later goes on with it and nobody signals twice.
 */
final class Ending {
  private static final String TERM = "SIGTERM";
  private static final String KILL = "SIGKILL";

  private final Engine engine;
  private final KeptLogs kept;
  private final Deaths deaths;
  private final InstantSource clock;
  private final Adopted adopted;
  private final LettingGo lettingGo;

  Ending(Engine engine, KeptLogs kept, Deaths deaths, InstantSource clock, Adopted adopted, LettingGo lettingGo) {
    this.engine = engine;
    this.kept = kept;
    this.deaths = deaths;
    this.clock = clock;
    this.adopted = adopted;
    this.lettingGo = lettingGo;
  }

  /** Decides that an instance ends, and asks it to. */
  void begin(Found found) {
    if (found.adopted()) {
      letGo(found);
      return;
    }
    long killAtMillis = clock.millis() + found.stopGrace().toMillis();
    String name = Name.stopping(found.name().plain(), killAtMillis, found.generation());
    boolean there = engine.does("stop " + found.instance(), c -> c.renameContainerCmd(found.id()).withName(name).exec());
    if (there && found.life() == Found.Life.RUNNING) {
      signal(found.id(), stopSignal(found.id()));
    }
  }

  private void letGo(Found found) {
    if (found.life() != Found.Life.RUNNING) {
      forget(found);
    } else if (lettingGo.stand(found) == LettingGo.Stand.DUE) {
      lettingGo.end(found);
    }
  }

  /** Whether one of compose's that is no longer wanted goes on for now. */
  boolean goesOn(Found found) {
    return found.adopted() && found.life() == Found.Life.RUNNING && lettingGo.stand(found) == LettingGo.Stand.GOES_ON;
  }

  /** Why one of compose's that is no longer wanted goes on. */
  Optional<String> goesOnWhy(Found found) {
    return found.adopted() ? lettingGo.words(found) : Optional.empty();
  }

  /** It is wanted. */
  void wanted(Found found) {
    if (found.adopted()) {
      lettingGo.wanted(found);
    }
  }

  /** One of compose's has ended: whatever follows it is Slipway's own. */
  void forget(Found found) {
    deaths.forget(found.id());
    lettingGo.wanted(found);
    adopted.forget(found);
  }

  /** How long until one that is to end is killed. */
  Duration left(Found found) {
    return Duration.ofMillis(Math.max(0, found.name().killAtMillis().orElse(0L) - clock.millis()));
  }

  /** Takes one that is to end as far as it goes now. */
  void advance(Found found, List<Found> past) {
    if (found.life() == Found.Life.RUNNING) {
      if (left(found).isZero()) {
        signal(found.id(), KILL);
      }
      return;
    }
    kept.keep(found, past);
    past.forEach(this::remove);
    remove(found);
  }

  /** Asks a container to end that is to be started again. */
  void ask(Found found) {
    signal(found.id(), stopSignal(found.id()));
  }

  /** Ends it now. */
  void kill(Found found) {
    signal(found.id(), KILL);
  }

  void remove(Found found) {
    deaths.forget(found.id());
    engine.does("remove a container", c -> c.removeContainerCmd(found.id()).withForce(true).withRemoveVolumes(true).exec());
  }

  private String stopSignal(String id) {
    return engine.find("look at a container", c -> c.inspectContainerCmd(id).exec()).map(InspectContainerResponse::getConfig)
        .map(c -> String.valueOf(c.getRawValues().getOrDefault("StopSignal", TERM))).filter(s -> s.startsWith("SIG")).orElse(TERM);
  }

  /** One that has ended meanwhile needs no signal. */
  private void signal(String id, String signal) {
    try {
      engine.does("signal a container", c -> c.killContainerCmd(id).withSignal(signal).exec());
    } catch (EngineRefusal e) {
      if (!e.conflict() && !e.said().contains("is not running")) {
        throw e;
      }
    }
  }
}
