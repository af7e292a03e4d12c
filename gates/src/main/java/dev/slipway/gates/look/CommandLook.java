package dev.slipway.gates.look;

import dev.slipway.core.gate.GateSpec;
import dev.slipway.gates.Surroundings;
import dev.slipway.gates.Tally;
import dev.slipway.gates.report.GateFault;
import dev.slipway.gates.report.ReportFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Whether a command of the user's own ends with 0. It gets SLIPWAY_ENVIRONMENT and SLIPWAY_VERSION, and no input. */
final class CommandLook implements Look {
  private static final Duration USUAL_TIMEOUT = Duration.ofMinutes(10);
  private static final int KEPT_BYTES = 16 << 10;
  private static final int END_SECONDS = 5;

  @Override
  public List<ReportFile> reports(GateSpec gate, Surroundings around) {
    return List.of();
  }

  @Override
  public String at(GateSpec gate, Surroundings around, List<ReportFile> reports, Tally tally) {
    Duration timeout = gate.time("timeout").orElse(USUAL_TIMEOUT);
    String command = gate.subject().getFirst();
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).directory(around.folder().toFile()).redirectErrorStream(true)
        .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")));
    Map<String, String> environment = builder.environment();
    environment.put("SLIPWAY_ENVIRONMENT", around.environment());
    environment.put("SLIPWAY_VERSION", around.version().orElse(""));
    try {
      Process process = builder.start();
      LastBytes output = new LastBytes(process.getInputStream());
      Thread reader = Thread.ofVirtual().start(output);
      boolean ended = process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        end(process);
        throw GateFault.undecided("SLW-6133", command + " did not end within " + timeout.toSeconds() + " s and was stopped",
            "Allow more with timeout, or look at what it waits for");
      }
      reader.join(Duration.ofSeconds(END_SECONDS));
      return judged(command, process.exitValue(), output.text(), tally);
    } catch (IOException e) {
      throw GateFault.undecided("SLW-6132", command + " could not be started (" + e.getMessage() + ")", "Look at it by hand");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw GateFault.undecided("SLW-6132", command + " was interrupted", "Look again");
    }
  }

  private static String judged(String command, int exit, String output, Tally tally) {
    if (exit == 126 || exit == 127) {
      throw GateFault.undecided("SLW-6132", command + " could not be run (exit " + exit + "): "
          + output, "Install it, or correct its path");
    }
    if (exit != 0) {
      tally.limit("exit", command + " ended with " + exit + (output.isEmpty() ? "" : ": " + output));
    }
    return command + " ended with " + exit;
  }

  /** All that it started as well, or they would run on. */
  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Takes all output and keeps the end of it. */
  private static final class LastBytes implements Runnable {
    private final InputStream in;
    private final byte[] kept = new byte[KEPT_BYTES];
    private long total;

    LastBytes(InputStream in) {
      this.in = in;
    }

    @Override
    public void run() {
      try (in) {
        for (int b = in.read(); b >= 0; b = in.read()) {
          synchronized (this) {
            kept[(int) (total++ % KEPT_BYTES)] = (byte) b;
          }
        }
      } catch (IOException e) {
        Thread.currentThread().interrupt(); // the process is gone, and what it said is kept
      }
    }

    /** The last lines. */
    synchronized String text() {
      int n = (int) Math.min(total, KEPT_BYTES);
      byte[] ordered = new byte[n];
      for (int i = 0; i < n; i++) {
        ordered[i] = kept[(int) ((total - n + i) % KEPT_BYTES)];
      }
      List<String> lines = new String(ordered, StandardCharsets.UTF_8).strip().lines().toList();
      return String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }
  }
}
