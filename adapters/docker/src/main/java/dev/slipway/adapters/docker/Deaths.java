package dev.slipway.adapters.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import dev.slipway.adapters.health.Backoff;
import dev.slipway.adapters.linux.Machine;
import dev.slipway.adapters.linux.Signal;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How containers ended, read once from the engine, and since when this server has known it: the wait before the next life counts from
 * there.
 */
final class Deaths {
  private static final int MOST_REMEMBERED = 10_000;
  private final Engine engine;
  private final ContainerLogs logs;
  private final Machine machine;
  private final Map<String, Death> known = new ConcurrentHashMap<>();
  private final Map<String, String> reasons = new ConcurrentHashMap<>();

  Deaths(Engine engine, ContainerLogs logs, Machine machine) {
    this.engine = engine;
    this.logs = logs;
    this.machine = machine;
  }

  /**
   * The end of a life.
   *
   * @param how in words
   * @param quick how many lives ended soon, this one included
   * @param outOfMemory whether the kernel killed it for want of memory
   * @param seenMillis uptime at which it was seen first
   */
  record Death(String how, int quick, boolean outOfMemory, long seenMillis) {
    long againMillis() {
      return seenMillis + Backoff.millis(quick);
    }
  }

  /** What this server itself did it for. */
  void because(String containerId, String reason) {
    if (reasons.size() < MOST_REMEMBERED) {
      reasons.put(containerId, reason);
    }
  }

  /** An end that was read before. */
  Optional<Death> known(String containerId) {
    return Optional.ofNullable(known.get(containerId));
  }

  /** The end of a container that does not run; nothing when it was never started, nor was that tried. */
  Optional<Death> of(Found found) {
    Death death = known.get(found.id());
    if (death != null) {
      return Optional.of(death);
    }
    Optional<Death> read = engine.find("look at a container", c -> c.inspectContainerCmd(found.id()).exec()).flatMap(i -> read(found,
        i.getState()));
    if (known.size() >= MOST_REMEMBERED) {
      known.clear();
    }
    read.ifPresent(d -> known.put(found.id(), d));
    return read;
  }

  private Optional<Death> read(Found found, InspectContainerResponse.ContainerState state) {
    boolean oom = Boolean.TRUE.equals(state.getOOMKilled());
    long code = Optional.ofNullable(state.getExitCodeLong()).orElse(0L);
    String error = Optional.ofNullable(state.getError()).orElse("");
    if (found.life() == Found.Life.CREATED) {
      return error.isEmpty() && code == 0 ? Optional.empty() : Optional.of(death(found, "could not be started: " + error, false,
          Duration.ZERO));
    }
    String how = Optional.ofNullable(reasons.remove(found.id())).orElseGet(() -> how(found, oom, code, error));
    return Optional.of(death(found, how, oom, lived(state)));
  }

  private String how(Found found, boolean oom, long code, String error) {
    String end = oom ? "killed by the kernel for want of memory (exit code " + code + ")" : Signal.ofExitCode((int) code);
    List<String> last = logs.last(found.id(), 1);
    String words = last.isEmpty() || last.getFirst().isBlank() ? "it wrote nothing" : "last line of its log: " + last.getFirst();
    return "ended: " + end + (error.isEmpty() ? "" : " (" + error + ")") + "; " + words;
  }

  private Death death(Found found, String how, boolean oom, Duration lived) {
    int quick = lived.compareTo(Backoff.LONG_LIFE) >= 0 ? 1 : found.quickDeaths() + 1;
    return new Death(how, quick, oom, machine.uptimeMillis());
  }

  private static Duration lived(InspectContainerResponse.ContainerState state) {
    try {
      return Duration.between(Instant.parse(String.valueOf(state.getStartedAt())), Instant.parse(String.valueOf(state.getFinishedAt())));
    } catch (DateTimeParseException e) {
      return Duration.ZERO; // An engine that writes times otherwise only makes the wait longer.
    }
  }

  void forget(String containerId) {
    known.remove(containerId);
    reasons.remove(containerId);
  }
}
