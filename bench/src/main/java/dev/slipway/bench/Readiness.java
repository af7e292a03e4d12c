package dev.slipway.bench;

import dev.slipway.bench.rig.RigException;
import dev.slipway.bench.rig.Wait;
import dev.slipway.bench.rig.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * How long instances themselves take to become ready, seen without Slipway: each writes a file when it starts, named after its port, and
 * is then asked
 * on that port.
 */
final class Readiness {
  private static final int POLL_MILLIS = 4;
  private static final Duration MOST = Duration.ofSeconds(60);

  private final Path folder;

  Readiness(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The command, saying its start first. */
  String announced(String run) {
    return "date +%s%N > '" + folder + "/${port}.new' && mv '" + folder + "/${port}.new' '" + folder + "/${port}'; exec " + run;
  }

  /** Forgets the starts so far. */
  void forget() {
    for (Path start : starts()) {
      try {
        Files.deleteIfExists(start);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private List<Path> starts() {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> !f.toString().endsWith(".new")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Watches the next starts until so many are ready. */
  Watching watch(int instances) {
    return new Watching(instances);
  }

  /** A thread that asks every announced port until it is ready. */
  final class Watching implements AutoCloseable {
    private final Map<Path, Double> readyAfterMillis = new ConcurrentHashMap<>();
    private final int instances;
    private final Thread thread;
    private volatile boolean over;

    private Watching(int instances) {
      this.instances = instances;
      this.thread = Thread.ofPlatform().daemon().name("readiness").start(this::watch);
    }

    private void watch() {
      long end = System.nanoTime() + MOST.toNanos();
      while (!over && readyAfterMillis.size() < instances && System.nanoTime() - end < 0) {
        for (Path start : starts()) {
          if (!readyAfterMillis.containsKey(start) && isReady(start.getFileName().toString())) {
            long startedNanos = Long.parseLong(Workspace.read(start).strip());
            readyAfterMillis.put(start, wallNanos() / 1e6 - startedNanos / 1e6);
          }
        }
        Wait.millis(POLL_MILLIS);
      }
    }

    private static long wallNanos() {
      java.time.Instant now = java.time.Instant.now();
      return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    /** Of the instance that took longest. */
    double slowestMillis() {
      if (!Wait.until(MOST, POLL_MILLIS, () -> readyAfterMillis.size() >= instances)) {
        throw new RigException("only " + readyAfterMillis.size() + " of " + instances + " instances were seen to become ready");
      }
      return readyAfterMillis.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    @Override
    public void close() {
      over = true;
      try {
        thread.join(1_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean isReady(String port) {
    try {
      HttpURLConnection connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/ready").toURL().openConnection();
      connection.setConnectTimeout(200);
      connection.setReadTimeout(1_000);
      connection.setRequestProperty("Connection", "close");
      return connection.getResponseCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }
}
