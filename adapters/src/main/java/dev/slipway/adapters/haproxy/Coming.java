package dev.slipway.adapters.haproxy;

import dev.slipway.adapters.linux.Machine;
import dev.slipway.adapters.linux.ProcessStat;
import dev.slipway.adapters.linux.ProcessTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An HAProxy that somebody has just started and that does not serve yet: it may have read its files before they were changed, and then it
 * begins with instances that the one it replaces has let go. On a busy machine a second or more passes between the two.
 *
 * @param folder that it is started from
 */
record Coming(Path folder, Machine machine) {
  /** One that does not serve after so long never will. */
  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  /** Whether there is one beside those that serve. A master of theirs is none, though it has the same arguments. */
  boolean any(Set<Long> serving) {
    List<ProcessStat> servers = serving.stream().map(ProcessStat::of).flatMap(Optional::stream).toList();
    Set<Long> masters = Set.copyOf(servers.stream().map(ProcessStat::parent).toList());
    long oldestTicks = servers.stream().mapToLong(ProcessStat::startTicks).min().orElse(0);
    long recentTicks = (machine.uptimeMillis() - LONGEST_START.toMillis()) * Machine.ticksPerSecond() / 1_000;
    return ProcessTable.read().processes().stream()
        .filter(p -> p.startTicks() >= Math.max(oldestTicks, recentTicks) && !serving.contains(p.pid()) && !masters.contains(p.pid()))
        .anyMatch(p -> startedFrom(ProcessTable.arguments(p.pid())));
  }

  private boolean startedFrom(String arguments) {
    boolean reads = arguments.contains("\0-f\0" + folder + "/") || arguments.contains("\0-f\0" + folder + "\0");
    return arguments.contains("haproxy") && reads && !arguments.contains("\0-c\0");
  }
}
