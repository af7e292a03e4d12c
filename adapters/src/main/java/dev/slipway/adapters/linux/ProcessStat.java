package dev.slipway.adapters.linux;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One line of {@code /proc/PID/stat} (proc(5)), as far as it matters here.
 *
 * @param pid number of the process; used again by another one later
 * @param state letter of its state; Z and X are dead
 * @param parent pid of its parent
 * @param session pid of the leader of its session
 * @param cpuTicks processor time used, in {@link Machine#ticksPerSecond} ticks
 * @param startTicks when it started, in ticks since the machine was started: with the pid and the boot it names one process for ever
 * @param residentPages pages of memory it holds
 */
public record ProcessStat(long pid, char state, long parent, long session, long cpuTicks, long startTicks, long residentPages) {

  /** Reads a line. The name of the process may hold spaces and brackets, so fields are counted from its last bracket. */
  public static ProcessStat parse(String line) {
    int open = line.indexOf('(');
    int close = line.lastIndexOf(')');
    if (open < 1 || close < open) {
      throw new IllegalArgumentException("not a line of /proc/PID/stat: " + line);
    }
    String[] fields = line.substring(close + 2).strip().split(" ");
    if (fields.length < 22) {
      throw new IllegalArgumentException("not a line of /proc/PID/stat: " + line);
    }
    return new ProcessStat(
        Long.parseLong(line.substring(0, open).strip()),
        fields[0].charAt(0),
        Long.parseLong(fields[1]),
        Long.parseLong(fields[3]),
        Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
        Long.parseLong(fields[19]),
        Long.parseLong(fields[21]));
  }

  /** The process with this number now, dead ones that were not yet collected aside. */
  public static Optional<ProcessStat> of(long pid) {
    try {
      String line = new String(Files.readAllBytes(Path.of("/proc", Long.toString(pid), "stat")), StandardCharsets.ISO_8859_1);
      return Optional.of(parse(line)).filter(s -> s.state() != 'Z' && s.state() != 'X' && s.state() != 'x');
    } catch (IOException e) {
      return Optional.empty(); // There is no such process, or it went while it was read: both mean that it is gone.
    }
  }
}
