package dev.slipway.server.front;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.thread.Scheduler;

/** The connections that are open. */
final class Visits implements Connection.Listener {
  private final Map<Connection, Visit> open = new ConcurrentHashMap<>();
  private final Scheduler scheduler;
  private final Duration header;

  Visits(Scheduler scheduler, Duration header) {
    this.scheduler = scheduler;
    this.header = header;
  }

  @Override
  public void onOpened(Connection connection) {
    // The connection within it is told of as well, and its time covers the handshake.
    if (!(connection instanceof SslConnection)) {
      Visit visit = new Visit(connection, scheduler, header);
      open.put(connection, visit);
      visit.await();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    Optional.ofNullable(open.remove(connection)).ifPresent(Visit::closed);
  }

  Optional<Visit> of(Connection connection) {
    return Optional.ofNullable(open.get(connection));
  }
}
