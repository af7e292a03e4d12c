package dev.slipway.bench.rig;

import java.nio.file.Path;

/** Resident memory of a process, from /proc. */
public final class Memory {
  private static final double KIB_PER_MB = 1_000_000 / 1024.0;

  private Memory() {}

  /** VmRSS in MB (millions of bytes). */
  public static double residentMb(long pid) {
    return Workspace.read(Path.of("/proc/" + pid + "/status"))
        .lines()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / KIB_PER_MB)
        .map(mb -> Math.round(mb * 10) / 10.0)
        .findFirst()
        .orElseThrow(() -> new RigException("process " + pid + " has no VmRSS: it has ended"));
  }
}
