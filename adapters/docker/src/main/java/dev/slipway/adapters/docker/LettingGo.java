package dev.slipway.adapters.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.core.spi.OutsideException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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

  LettingGo(Engine engine, Machine machine, long quietMillis) {
    this.engine = engine;
    this.machine = machine;
    this.quietMillis = quietMillis;
  }

  /** How one stands that is no longer wanted, in words; nothing about others. */
  Optional<String> words(Found found) {
    return Optional.ofNullable(said.get(found.id()));
  }

  /** It is wanted, again or still. */
  void wanted(Found found) {
    watched.remove(found.id());
    said.remove(found.id());
  }

  /** Whether one that is no longer wanted may be ended now. Costs no call but the first. */
  boolean due(Found found) {
    if (asked.contains(found.id())) {
      return false;
    }
    String name = found.name().plain();
    if (engine.spec().host().filter(h -> !h.startsWith("unix:")).isPresent()) {
      return held(found, "its engine is elsewhere", name);
    }
    Callers callers = watched.computeIfAbsent(found.id(), id -> callers(found));
    if (callers.checked()) {
      return held(found, "its own health check asks it", name);
    }
    Optional<Long> quiet = callers.quietMillis(machine.uptimeMillis());
    if (quiet.isEmpty()) {
      return held(found, "its connections cannot be read by the server's user", name);
    }
    said.put(found.id(), "no longer wanted; compose made it, and it is ended when nobody has asked it for " + quietMillis / 1_000 + " s: "
        + (quiet.get() == 0 ? "somebody does" : "nobody has for " + quiet.get() / 1_000 + " s"));
    return quiet.get() >= quietMillis;
  }

  private boolean held(Found found, String why, String name) {
    said.put(found.id(), "no longer wanted; compose made it, and it goes on, for it cannot be shown that nobody asks it: " + why
        + ". When you know: docker stop " + name);
    return false;
  }

  private Callers callers(Found found) {
    InspectContainerResponse seen = engine.ask("look at a container", c -> c.inspectContainerCmd(found.id()).exec());
    boolean checked = found.check() != Found.Check.NONE;
    long pid = Optional.ofNullable(seen.getState().getPidLong()).orElse(0L);
    return new Callers(pid, found.endpoint().map(e -> e.port()).orElse(0), checked);
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
