package dev.slipway.adapters.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/** One request and one reply, each a line, over a Unix socket, within a time. */
final class AdminLine {
  private final Path socket;
  private final LongSupplier nanoClock;

  AdminLine(Path socket, LongSupplier nanoClock) {
    this.socket = socket;
    this.nanoClock = nanoClock;
  }

  /**
   * Asks.
   *
   * @throws IOException when nobody listens, the other side leaves, or the time is over
   */
  String ask(String request, Duration timeout) throws IOException {
    try (AdminConnection connection = open()) {
      return connection.ask(request, timeout);
    }
  }

  /** A connection for more than one request; throws when nobody listens. */
  AdminConnection open() throws IOException {
    return new AdminConnection(socket, nanoClock);
  }
}
