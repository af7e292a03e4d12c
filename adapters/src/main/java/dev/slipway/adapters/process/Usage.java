package dev.slipway.adapters.process;

import dev.slipway.adapters.linux.Machine;
import dev.slipway.adapters.linux.ProcessStat;
import dev.slipway.adapters.linux.ProcessTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Processor time and memory of every life, over all processes of its session, read from {@code /proc} about once a second. Memory that
 * processes of one session share counts for each of them; the time of children that ended between two looks is not seen.
 */
final class Usage {
  /** The machine's memory, against which an instance without a limit is held. */
  private final long machineBytes = Machine.memoryBytes();

  private final long pageBytes = Machine.pageBytes();
  private final long ticksPerSecond = Machine.ticksPerSecond();
  private final Map<String, Sample> samples = new ConcurrentHashMap<>();

  private record Sample(Map<Long, Long> ticksByPid, long atMillis, Used used) {}

  /**
   * What a life uses.
   *
   * @param cpu share of one core between the last two looks
   * @param memoryBytes resident memory
   * @param memoryShare share of its limit, or of the machine's memory
   */
  record Used(double cpu, long memoryBytes, double memoryShare) {
    static final Used NOTHING = new Used(0, 0, 0);
  }

  Used of(Intent intent) {
    return Optional.ofNullable(samples.get(intent.life())).map(Sample::used).orElse(Used.NOTHING);
  }

  /** Looks at these, which run, and forgets all others. */
  void sample(List<Found> running, Machine machine) {
    samples.keySet().retainAll(running.stream().map(f -> f.intent().life()).toList());
    if (running.isEmpty()) {
      return;
    }
    ProcessTable table = ProcessTable.read();
    long now = machine.uptimeMillis();
    for (Found found : running) {
      List<ProcessStat> session = found.made().map(c -> c.session(table, found.intent().mark(), machine)).orElse(List.of());
      samples.compute(found.intent().life(), (life, before) -> next(found.intent(), session, Optional.ofNullable(before), now));
    }
  }

  private Sample next(Intent intent, List<ProcessStat> session, Optional<Sample> before, long now) {
    Map<Long, Long> ticks = new HashMap<>();
    long pages = 0;
    long used = 0;
    for (ProcessStat process : session) {
      ticks.put(process.pid(), process.cpuTicks());
      pages += process.residentPages();
      long then = before.map(b -> b.ticksByPid().getOrDefault(process.pid(), 0L)).orElse(process.cpuTicks());
      used += Math.max(0, process.cpuTicks() - then);
    }
    long elapsed = before.map(b -> now - b.atMillis()).orElse(0L);
    double cpu = elapsed > 0 ? used * 1_000.0 / ticksPerSecond / elapsed : 0;
    long bytes = pages * pageBytes;
    double share = (double) bytes / intent.release().run().memoryLimitBytes().orElse(machineBytes);
    return new Sample(ticks, now, new Used(cpu, bytes, share));
  }
}
