package dev.slipway.adapters.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes connections of a port of this machine on to its engine, with TLS or without, until it is closed: an engine elsewhere, that
 * goes away.
 */
final class Relay implements AutoCloseable {
  private static final Path ENGINE = Path.of("/var/run/docker.sock");
  private final ServerSocket listener;
  private final Thread accepting;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();

  Relay(ServerSocket listener) {
    this.listener = listener;
    this.accepting = Thread.ofVirtual().name("relay").start(this::accept);
  }

  int port() {
    return listener.getLocalPort();
  }

  boolean closed() {
    return listener.isClosed();
  }

  private void accept() {
    try {
      while (!listener.isClosed()) {
        Socket socket = listener.accept();
        open.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      }
    } catch (IOException e) {
      System.getLogger("relay").log(Level.DEBUG, "the relay has ended", e);
    }
  }

  private void serve(Socket socket) {
    try (socket; Door.Wire engine = Doors.unix(ENGINE).open()) {
      Thread there = Thread.ofVirtual().start(() -> copy(socket, engine.out()));
      pass(engine.in(), socket.getOutputStream());
      there.interrupt();
    } catch (IOException e) {
      System.getLogger("relay").log(Level.DEBUG, "a connection was broken", e);
    } finally {
      open.remove(socket);
    }
  }

  private static void copy(Socket from, OutputStream to) {
    try {
      pass(from.getInputStream(), to);
    } catch (IOException e) {
      System.getLogger("relay").log(Level.DEBUG, "a connection was broken", e);
    }
  }

  private static void pass(InputStream from, OutputStream to) throws IOException {
    byte[] buffer = new byte[8192];
    for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
      to.write(buffer, 0, n);
      to.flush();
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
      // Only when nobody waits in it any more is the port free for the next.
      accepting.join(Duration.ofSeconds(5));
      for (Socket socket : open) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
