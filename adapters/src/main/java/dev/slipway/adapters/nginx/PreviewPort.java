package dev.slipway.adapters.nginx;

import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Chooses the loopback port of preview and marker, once for a target: below those of instances, and of outgoing connections. */
final class PreviewPort {
  private static final int FIRST = 18_000;
  private static final int COUNT = 2_000;

  private PreviewPort() {}

  static int free() {
    int start = ThreadLocalRandom.current().nextInt(COUNT);
    for (int i = 0; i < COUNT; i++) {
      int port = FIRST + (start + i) % COUNT;
      if (bindable(port)) {
        return port;
      }
    }
    throw new OutsideException("SLW-4229", "no port from " + FIRST + " to " + (FIRST + COUNT - 1)
        + " is free for the preview. Nothing was written; traffic stays as it is. Stop what listens there");
  }

  private static boolean bindable(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
      return true;
    } catch (IOException e) {
      return false; // Taken: that is the answer, not a fault.
    }
  }
}
