package dev.slipway.adapters.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.core.release.DockerEngine;
import dev.slipway.core.spi.OutsideException;
import dev.slipway.core.traffic.Endpoint;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends compose's own containers when no release wants them any more, and not before it is shown that nobody asks them: they were never
 * behind the router alone. Where that cannot be shown they go on, and the status says who may end them.
 */
final class LettingGo {
  private static final Logger LOG = System.getLogger(LettingGo.class.getName());

  private final Engine engine;
  private final Machine machine;
  private final long quietMillis;
  private final Map<String, Callers> watched = new ConcurrentHashMap<>();
  private final Map<String, String> said = new ConcurrentHashMap<>();
  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  /** What is to be done about one. */
  enum Stand {
    /** Somebody may ask it, or it is being ended already. */
    GOES_ON,
    /** It may be ended now. */
    DUE,
    /** It runs no more, whatever a list shows. */
    ENDED
  }

  LettingGo(Engine engine, Machine machine, long quietMillis) {
    this.engine = engine;
    this.machine = machine;
    this.quietMillis = quietMillis;
  }

  /** How one stands that is no longer wanted, in words; nothing about others. */
  Optional<String> words(Found found) {
    return Optional.ofNullable(said.get(found.id()));
  }

  /** It is wanted, or there no more. */
  void wanted(Found found) {
    watched.remove(found.id());
    said.remove(found.id());
  }

  /** How one stands that is no longer wanted. Asks the engine at first, and when the process that it named is gone. */
  Stand stand(Found found) {
    if (asked.contains(found.id())) {
      return Stand.GOES_ON;
    }
    Optional<Endpoint> at = found.endpoint().filter(e -> engine.spec().reach() == DockerEngine.Reach.ADDRESS);
    if (engine.spec().host().filter(h -> !h.startsWith("unix:")).isPresent()) {
      return held(found, "its engine is elsewhere");
    }
    if (found.check() != Found.Check.NONE) {
      return held(found, "its own health check asks it");
    }
    return at.isEmpty() ? held(found, "it has no address of its own") : stand(found, at.get());
  }

  private Stand stand(Found found, Endpoint at) {
    Callers.Seen seen = Optional.ofNullable(watched.get(found.id())).map(this::look).orElseGet(Callers.Seen.Gone::new);
    if (seen instanceof Callers.Seen.Gone) {
      // Ended, or started again by the engine with another process: a list may be of before, a look at the container itself never is.
      Optional<Callers> now = callers(found, at);
      if (now.isEmpty()) {
        watched.remove(found.id());
        said.put(found.id(), "it has ended, and is not removed, for compose made it");
        return Stand.ENDED;
      }
      watched.put(found.id(), now.get());
      seen = look(now.get());
    }
    return switch (seen) {
      case Callers.Seen.Quiet(long millis) -> quiet(found, millis);
      case Callers.Seen.Gone _, Callers.Seen.Unreadable _ -> held(found, "its connections cannot be read by the server's user");
    };
  }

  private Callers.Seen look(Callers callers) {
    return callers.look(machine.uptimeMillis());
  }

  private Stand quiet(Found found, long millis) {
    said.put(found.id(), "no longer wanted; compose made it, and it is ended when nobody has asked it for " + quietMillis / 1_000 + " s: "
        + (millis == 0 ? "somebody does" : "nobody has for " + millis / 1_000 + " s"));
    return millis >= quietMillis ? Stand.DUE : Stand.GOES_ON;
  }

  private Stand held(Found found, String why) {
    said.put(found.id(), "no longer wanted; compose made it, and it goes on, for it cannot be shown that nobody asks it: " + why
        + ". When you know: docker stop " + found.name().plain());
    return Stand.GOES_ON;
  }

  /** Of the process that runs in it now; nothing where none does. */
  private Optional<Callers> callers(Found found, Endpoint at) {
    return engine.find("look at a container", c -> c.inspectContainerCmd(found.id()).exec()).map(InspectContainerResponse::getState)
        .filter(s -> Boolean.TRUE.equals(s.getRunning()))
        .map(s -> new Callers(Path.of("/proc", Long.toString(Optional.ofNullable(s.getPidLong()).orElse(0L))), at.host(), at.port()));
  }

  /** Has the engine end it, with its grace, also where this server ends meanwhile. It is not removed: it is compose's. */
  void end(Found found) {
    if (!asked.add(found.id())) {
      return;
    }
    said.put(found.id(), "nobody asked it any more: it is being ended, and not removed, for compose made it");
    Thread.ofVirtual().name("let-go-" + found.instance()).start(() -> {
      try {
        engine.does("stop " + found.instance(),
            c -> c.stopContainerCmd(found.id()).withTimeout((int) Math.max(1, found.stopGrace().toSeconds())).exec());
      } catch (OutsideException e) {
        LOG.log(Level.DEBUG, "the engine has not said that " + found.instance() + " has ended", e);
      } finally {
        asked.remove(found.id());
      }
    });
  }
}
