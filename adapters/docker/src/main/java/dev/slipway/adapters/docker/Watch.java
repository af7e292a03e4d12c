package dev.slipway.adapters.docker;

import dev.slipway.adapters.health.Health;
import dev.slipway.adapters.linux.Machine;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Asks running containers about their health and measures them, from when they are first seen until they are not seen any more. */
final class Watch implements AutoCloseable {
  private static final Duration LONGEST_FIRST_WAIT = Duration.ofSeconds(3);

  private final Engine engine;
  private final Machine machine;
  private final BiConsumer<Found, String> restart;
  private final Map<String, Watched> watched = new ConcurrentHashMap<>();

  /**
   * A watch over nothing yet.
   *
   * @param restart told, with the reason, of a container that is no longer alive as it defines it itself
   */
  Watch(Engine engine, Machine machine, BiConsumer<Found, String> restart) {
    this.engine = engine;
    this.machine = machine;
    this.restart = restart;
  }

  /** Begins to ask a container; what is asked already goes on. */
  void begin(Found found, boolean longSince) {
    found.endpoint().ifPresent(at -> watched.computeIfAbsent(found.id(),
        id -> new Watched(engine, machine, restart, found, at, longSince).start()));
  }

  /** How it stands; one that this server has just come upon is waited for, as long as an answer may take. */
  Health health(Found found) {
    Watched one = watched.get(found.id());
    if (one == null) {
      return Health.before(false);
    }
    Duration wait = found.health().timeout().multipliedBy(2).plusMillis(300);
    return one.health(wait.compareTo(LONGEST_FIRST_WAIT) < 0 ? wait : LONGEST_FIRST_WAIT);
  }

  Usage usage(Found found) {
    Watched one = watched.get(found.id());
    return one == null ? Usage.NOTHING : one.usage();
  }

  /** Lets go of the containers of a target that are none of these. */
  void only(String target, Collection<Found> running) {
    Set<String> there = running.stream().map(Found::id).collect(Collectors.toSet());
    watched.values().removeIf(w -> w.found().target().equals(target) && !there.contains(w.found().id()) && w.stop());
  }

  @Override
  public void close() {
    watched.values().removeIf(Watched::stop);
  }
}
