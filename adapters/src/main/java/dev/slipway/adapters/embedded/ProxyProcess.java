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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The process of the proxy, started in a session of its own so that it outlives whoever started it. */
final class ProxyProcess {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(15);
  private static final long POLL_MILLIS = 25;

  private final Path directory;
  private final List<String> command;
  private final AdminLine admin;
  private final LongSupplier nanoClock;
  private final Restarts restarts = new Restarts();

  ProxyProcess(Path directory, List<String> command, AdminLine admin, LongSupplier nanoClock) {
    this.directory = directory;
    this.command = List.copyOf(command);
    this.admin = admin;
    this.nanoClock = nanoClock;
  }

  /** Returns when the proxy answers; starts it if it does not. A second start at once does no harm: the directory has room for one. */
  synchronized void ensureRunning() {
    if (hello().isPresent()) {
      return;
    }
    Duration pause = restarts.pause(nanoClock.getAsLong());
    if (pause.isPositive()) {
      throw new OutsideException("SLW-4056", "the proxy was started " + restarts.inTheLastMinute(nanoClock.getAsLong())
          + " times in the last minute and does not stay up. Nothing is routed by it. The next try is in " + pause.toMillis()
          + " ms. Look at: " + log());
    }
    restarts.started(nanoClock.getAsLong());
    Process process = start(List.of());
    Optional<Hello> now = awaitAnother(process, 0);
    if (now.isPresent() && now.get().pid() != process.pid()) {
      // One that handed over, or was slow to answer, has not died.
      restarts.inVain();
    }
    if (now.isEmpty()) {
      throw new OutsideException(
          "SLW-4051", "the proxy ended at once with exit code " + process.exitValue() + ". Nothing is routed by it. Look at: " + log());
    }
  }

  /**
   * Starts another process beside the one that runs, which takes its place without losing a request. Returns who was there before, and who
   * is now; the same where there was nobody.
   */
  synchronized Replaced replace() {
    Optional<Hello> before = hello();
    if (before.isEmpty()) {
      ensureRunning();
      Hello now = hello().orElseThrow(() -> new OutsideException("SLW-4054", "the proxy answered and was gone. Look at: " + log()));
      return new Replaced(now, now);
    }
    Process process = start(List.of("--take-over"));
    Hello now = awaitAnother(process, before.get().pid()).orElseThrow(() -> new OutsideException(
        "SLW-4057", "the new proxy could not take over (exit code " + process.exitValue() + "), so " + before.get()
            + " goes on serving everything. Look at: " + log()));
    return new Replaced(before.get(), now);
  }

  /** Who answered before and who does now. */
  record Replaced(Hello before, Hello now) {}

  /** Whether it had to be started so often lately that somebody should look. */
  synchronized boolean keepsDying() {
    return restarts.keepsDying(nanoClock.getAsLong());
  }

  /** Waits until somebody else than this one answers; empty when the process ended instead. */
  private Optional<Hello> awaitAnother(Process process, long pidBefore) {
    long deadlineNanos = nanoClock.getAsLong() + START_TIMEOUT.toNanos();
    while (nanoClock.getAsLong() - deadlineNanos < 0) {
      boolean ended = !process.isAlive();
      Optional<Hello> now = hello().filter(each -> each.pid() != pidBefore);
      if (now.isPresent() || ended) {
        return now;
      }
      pause();
    }
    throw new OutsideException(
        "SLW-4052", "the proxy did not answer within " + START_TIMEOUT.toSeconds() + " s of its start. Look at: " + log());
  }

  Optional<Hello> hello() {
    try {
      return Optional.of(Hello.ask(admin));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Process start(List<String> more) {
    List<String> detached = new ArrayList<>(List.of("setsid"));
    detached.addAll(command);
    detached.addAll(more);
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
