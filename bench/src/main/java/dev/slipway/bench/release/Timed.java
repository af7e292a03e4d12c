package dev.slipway.bench.release;

import dev.slipway.bench.rig.RigException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One run of a command.
 *
 * @param millis from its start to its end
 * @param cpuMillis of the process and those it waited for
 * @param residentMb the most memory it had, in millions of bytes; 0 where it ended before it was looked at
 * @param out its standard output
 * @param exit its status
 */
public record Timed(double millis, double cpuMillis, double residentMb, String out, int exit) {
  private static final int LOOK_MILLIS = 4;
  private static final int MOST_SECONDS = 900;

  /** Runs a command to its end. */
  public static Timed run(Path folder, Map<String, String> environment, List<String> command) {
    try {
      Path out = Files.createTempFile("timed", ".out");
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectOutput(out.toFile())
          .redirectErrorStream(false).redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().putAll(environment);
      long start = System.nanoTime();
      Process process = builder.start();
      double resident = 0;
      double cpu = 0;
      while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        resident = Math.max(resident, highWater(process.pid()));
        cpu = process.info().totalCpuDuration().map(d -> d.toNanos() / 1e6).orElse(cpu);
        if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(MOST_SECONDS)) {
          process.destroyForcibly();
          throw new RigException(command + " took longer than " + MOST_SECONDS + " s");
        }
      }
      double millis = (System.nanoTime() - start) / 1e6;
      String text = Files.readString(out);
      Files.delete(out);
      return new Timed(millis, cpu, resident, text, process.exitValue());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigException("interrupted", e);
    }
  }

  private static double highWater(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream().filter(l -> l.startsWith("VmHWM:"))
          .mapToDouble(l -> Double.parseDouble(l.replaceAll("[^0-9]", "")) * 1024 / 1e6).findFirst().orElse(0);
    } catch (IOException ended) {
      return 0;
    }
  }
}
