package dev.slipway.adapters.embedded;

import dev.slipway.core.spi.OutsideException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The process of the proxy, started in a session of its own so that it outlives whoever started it. */
final class ProxyProcess {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(15);
  private static final Duration HELLO_TIMEOUT = Duration.ofSeconds(2);
  private static final long POLL_MILLIS = 25;
  private static final String HELLO = "{\"op\":\"hello\"}";

  private final Path directory;
  private final List<String> command;
  private final AdminLine admin;
  private final LongSupplier nanoClock;

  ProxyProcess(Path directory, List<String> command, AdminLine admin, LongSupplier nanoClock) {
    this.directory = directory;
    this.command = List.copyOf(command);
    this.admin = admin;
    this.nanoClock = nanoClock;
  }

  /** Returns when the proxy answers; starts it if it does not. A second start at once does no harm: the directory has room for one. */
  synchronized void ensureRunning() {
    if (answers()) {
      return;
    }
    Process process = start();
    long deadlineNanos = nanoClock.getAsLong() + START_TIMEOUT.toNanos();
    while (nanoClock.getAsLong() - deadlineNanos < 0) {
      if (answers()) {
        return;
      }
      if (!process.isAlive() && !answers()) {
        throw new OutsideException(
            "SLW-4051", "the proxy ended at once with exit code " + process.exitValue() + ". Nothing is routed by it. Look at: " + log());
      }
      pause();
    }
    throw new OutsideException(
        "SLW-4052", "the proxy did not answer within " + START_TIMEOUT.toSeconds() + " s of its start. Look at: " + log());
  }

  private boolean answers() {
    try {
      return admin.ask(HELLO, HELLO_TIMEOUT).contains("\"ok\":true");
    } catch (IOException e) {
      return false;
    }
  }

  private Process start() {
    List<String> detached = new ArrayList<>(List.of("setsid"));
    detached.addAll(command);
    try {
      if (!Files.isDirectory(directory)) {
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      return new ProcessBuilder(detached)
          .redirectInput(new File("/dev/null"))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
          .start();
    } catch (IOException e) {
      throw new OutsideException("SLW-4050", "the proxy cannot be started: " + e.getMessage() + ". Nothing is routed by it.", e);
    }
  }

  private Path log() {
    return directory.resolve("proxy.log");
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OutsideException("SLW-4053", "interrupted while the proxy was starting; it may be running", e);
    }
  }
}
