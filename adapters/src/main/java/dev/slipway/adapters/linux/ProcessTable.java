package dev.slipway.adapters.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Every process that was alive while {@code /proc} was read.
 *
 * @param processes in no order
 */
public record ProcessTable(List<ProcessStat> processes) {
  public ProcessTable {
    processes = List.copyOf(processes);
  }

  /** Reads it. */
  public static ProcessTable read() {
    List<ProcessStat> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path entry : entries) {
        ProcessStat.of(Long.parseLong(entry.getFileName().toString())).ifPresent(found::add);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new ProcessTable(found);
  }

  /** Those of one session. Its number is used again once all of them are gone. */
  public List<ProcessStat> ofSession(long session) {
    return processes.stream().filter(p -> p.session() == session).toList();
  }

  /** Those whose environment was given this entry, as {@code NAME=value}. Processes of other users cannot be read and are left out. */
  public List<ProcessStat> withEnvironment(String entry) {
    byte[] wanted = entry.getBytes(StandardCharsets.UTF_8);
    return processes.stream().filter(p -> environmentHolds(p.pid(), wanted)).toList();
  }

  /** Whether this process was given the entry in its environment. */
  public static boolean environmentHolds(long pid, String entry) {
    return environmentHolds(pid, entry.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean environmentHolds(long pid, byte[] wanted) {
    byte[] environment;
    try {
      environment = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
    } catch (IOException e) {
      return false; // Gone, or another user's: not one that was started here.
    }
    for (int from = 0; from + wanted.length <= environment.length; from++) {
      boolean begins = from == 0 || environment[from - 1] == 0;
      int end = from + wanted.length;
      boolean ends = end == environment.length || environment[end] == 0;
      if (begins && ends && Arrays.equals(environment, from, end, wanted, 0, wanted.length)) {
        return true;
      }
    }
    return false;
  }

  /** The arguments a process was started with, with a zero byte after each; empty when it is gone. */
  public static String arguments(long pid) {
    try {
      return new String(Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline")), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return ""; // Gone meanwhile.
    }
  }
}
