package dev.slipway.proxy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.proxy.state.StateDirectory;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/** A whole proxy inside the test's process, spoken to over real sockets only. */
final class RunningProxy implements AutoCloseable {
  static final String TARGET = "shop/production";
  private static final long PATIENCE_MILLIS = 10_000;
  private static final long POLL_MILLIS = 10;

  private final Proxy proxy;
  final AdminClient admin;
  final Path directory;

  RunningProxy(Path directory) throws Exception {
    this(directory, 1);
  }

  RunningProxy(Path directory, int threads) throws Exception {
    this.directory = directory;
    StateDirectory state = StateDirectory.take(directory).orElseThrow();
    EventLog log = new EventLog(new PrintStream(OutputStream.nullOutputStream()), Clock.systemUTC());
    this.proxy = Proxy.start(state, new ProxyOptions(directory, threads, OptionalInt.of(0), false), log);
    this.admin = new AdminClient(state.socket());
  }

  /** Applies a table and returns the port that its target is served on. */
  int apply(TableBuilder table) throws Exception {
    JsonNode reply = admin.apply(table.build());
    if (!reply.path("ok").asBoolean()) {
      throw new IllegalStateException(reply.toString());
    }
    return admin.op("read", table.build().path("target").asText()).path("listenPort").asInt();
  }

  JsonNode counts(String release) throws Exception {
    return admin.op("counts", TARGET).path("releases").path(release);
  }

  JsonNode backend(int port) throws Exception {
    for (JsonNode each : admin.op("read", TARGET).path("backends")) {
      if (each.path("id").asText().endsWith("-" + port)) {
        return each;
      }
    }
    return AdminClient.JSON.missingNode();
  }

  static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (!condition.getAsBoolean()) {
      if (System.currentTimeMillis() > deadline) {
        throw new AssertionError("did not happen in " + PATIENCE_MILLIS + " ms: " + what);
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  void awaitCounts(String what, java.util.function.Predicate<JsonNode> condition) throws InterruptedException {
    await(
        what,
        () -> {
          try {
            return condition.test(admin.op("counts", TARGET).path("releases"));
          } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }

  void stop() throws Exception {
    proxy.stop();
  }

  @Override
  public void close() throws Exception {
    proxy.stop();
  }
}
