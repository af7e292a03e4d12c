package dev.slipway.adapters.docker;

import com.github.dockerjava.api.model.CpuStatsConfig;
import com.github.dockerjava.api.model.MemoryStatsConfig;
import com.github.dockerjava.api.model.Statistics;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a container uses, as the engine measures it over about a second.
 *
 * @param cpu share of one core
 * @param memoryBytes in use, without the files that the kernel could drop
 * @param memoryShare share of its limit, or of the machine where it has none
 */
record Usage(double cpu, long memoryBytes, double memoryShare) {
  static final Usage NOTHING = new Usage(0, 0, 0);
  private static final double NANOS_PER_SECOND = 1e9;

  /** Where the engine tells what a container uses, about once a second. */
  static String path(String containerId) {
    return "/containers/" + containerId + "/stats?stream=1";
  }

  static Usage of(Statistics seen) {
    return new Usage(cpu(seen), memory(seen), share(seen));
  }

  private static double cpu(Statistics seen) {
    try {
      double seconds = Duration.between(Instant.parse(seen.getPreread()), Instant.parse(seen.getRead())).toNanos() / NANOS_PER_SECOND;
      long now = total(seen.getCpuStats());
      long before = total(seen.getPreCpuStats());
      return seconds <= 0 || seconds > 60 ? 0 : Math.max(0, now - before) / NANOS_PER_SECOND / seconds;
    } catch (RuntimeException e) {
      return 0; // A container that just ended has no figures.
    }
  }

  private static long total(CpuStatsConfig cpu) {
    return Optional.ofNullable(cpu.getCpuUsage()).flatMap(u -> Optional.ofNullable(u.getTotalUsage())).orElse(0L);
  }

  private static long memory(Statistics seen) {
    Optional<MemoryStatsConfig> memory = Optional.ofNullable(seen.getMemoryStats());
    long usage = memory.map(MemoryStatsConfig::getUsage).orElse(0L);
    long droppable = memory.map(MemoryStatsConfig::getStats)
        .map(s -> Optional.ofNullable(s.getTotalInactiveFile()).or(() -> Optional.ofNullable(s.getInactiveFile())).orElse(0L)).orElse(0L);
    return Math.max(0, usage - droppable);
  }

  private static double share(Statistics seen) {
    long limit = Optional.ofNullable(seen.getMemoryStats()).map(MemoryStatsConfig::getLimit).orElse(0L);
    return limit <= 0 ? 0 : (double) memory(seen) / limit;
  }
}
