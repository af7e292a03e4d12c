package dev.slipway.bench.rig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Memory of another process: resident from /proc, live heap by the JDK's jcmd. */
public final class Memory {
  /** The last line of a class histogram, which jcmd makes after a full collection. */
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +[0-9]+ +([0-9]+)");

  private static final double BYTES_PER_MB = 1e6;
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

  /** MB of heap that are live right after a full collection, which this asks for. */
  public static double liveHeapMb(long pid) {
    String said = histogram(pid);
    Matcher total = TOTAL.matcher(said);
    if (!total.find()) {
      throw new RigException("process " + pid + " did not tell its heap: " + said);
    }
    return Math.round(Long.parseLong(total.group(1)) / BYTES_PER_MB * 100) / 100.0;
  }

  private static String histogram(long pid) {
    try {
      Process asked = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid),
          "GC.class_histogram").redirectErrorStream(true).start();
      String said = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      asked.waitFor();
      return said;
    } catch (IOException e) {
      throw new RigException("jcmd could not be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigException("interrupted", e);
    }
  }
}
