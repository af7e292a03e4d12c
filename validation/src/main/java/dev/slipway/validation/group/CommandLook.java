package dev.slipway.validation.group;

import dev.slipway.core.check.CheckKind;
import dev.slipway.validation.Finding;
import dev.slipway.validation.Subject;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Whether a command of a team's own ends with 0. It is told the address in SLIPWAY_ADDRESS, and gets no input. */
final class CommandLook implements Look {
  private static final int KEPT_BYTES = 8 << 10;
  private static final long END_MILLIS = 2_000;

  private final CheckKind.Command command;

  CommandLook(CheckKind.Command command) {
    this.command = command;
  }

  @Override
  public Finding look(Around around) throws InterruptedException {
    Subject subject = around.subject();
    String asked = command.command().lines().reduce((first, last) -> last).orElse("");
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", command.command()).directory(subject.folder().toFile())
        .redirectErrorStream(true)
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(subject.passedOn());
    environment.put("SLIPWAY_ADDRESS", subject.address().toString());
    environment.put("SLIPWAY_SERVICE", subject.target().service());
    environment.put("SLIPWAY_ENVIRONMENT", subject.target().environment());
    environment.put("SLIPWAY_VERSION", subject.version());
    try {
      return run(builder.start(), asked);
    } catch (IOException e) {
      return Finding.fails(asked, "not started", String.valueOf(e.getMessage()), "see that it is there where the check runs");
    }
  }

  private Finding run(Process process, String asked) throws InterruptedException {
    Tail output = new Tail(process.getInputStream());
    Thread reader = Thread.ofVirtual().start(output);
    try {
      if (!process.waitFor(command.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
        return Finding.fails(asked, output.text(), "it did not end within " + command.timeout().toSeconds() + " s and was stopped",
            "allow more with timeout");
      }
      reader.join(END_MILLIS);
      return process.exitValue() == 0 ? Finding.holds(asked, "ended with 0")
          : Finding.fails(asked, output.text(), "it ended with " + process.exitValue(),
              "run it in the folder of slipway.yaml with SLIPWAY_ADDRESS set, and see what it says");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Takes all output and keeps the end of it. */
  private static final class Tail implements Runnable {
    private final InputStream in;
    private byte[] kept = new byte[0];

    Tail(InputStream in) {
      this.in = in;
    }

    @Override
    public void run() {
      byte[] chunk = new byte[KEPT_BYTES];
      try (in) {
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
          add(chunk, n);
        }
      } catch (IOException e) {
        Thread.currentThread().interrupt(); // the process is gone, and what it said is kept
      }
    }

    private synchronized void add(byte[] chunk, int length) {
      byte[] all = new byte[kept.length + length];
      System.arraycopy(kept, 0, all, 0, kept.length);
      System.arraycopy(chunk, 0, all, kept.length, length);
      kept = all.length <= KEPT_BYTES ? all : Arrays.copyOfRange(all, all.length - KEPT_BYTES, all.length);
    }

    /** The last lines. */
    synchronized String text() {
      List<String> lines = new String(kept, StandardCharsets.UTF_8).strip().lines().toList();
      return String.join(" | ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }
  }
}
