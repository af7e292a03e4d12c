package dev.slipway.adapters.process;

import dev.slipway.core.spi.OutsideException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Allots ports that nobody listens on, out of a range.
 *
 * <p>The usual range lies below the one from which the kernel takes the local ports of outgoing connections: an instance that is started
 * again would otherwise find its port taken by a connection of somebody's, the router's own included.
 *
 * @param first lowest
 * @param last highest
 */
public record Ports(int first, int last) {
  /** 20000 to 31999. */
  public static final Ports USUAL = new Ports(20_000, 31_999);

  public Ports {
    if (first < 1 || last > 65_535 || first > last) {
      throw new IllegalArgumentException("not a range of ports: " + first + "–" + last);
    }
  }

  /** A free port that is none of these. The place to begin is random, so that several state folders seldom meet. */
  int allot(Set<Integer> held, RandomGenerator random) {
    int size = last - first + 1;
    int start = random.nextInt(size);
    for (int i = 0; i < size; i++) {
      int port = first + (start + i) % size;
      if (!held.contains(port) && free(port)) {
        return port;
      }
    }
    throw new OutsideException(
        "SLW-3012", "no port between " + first + " and " + last
            + " is free. Nothing was started and traffic stays as it is; stop what listens there or give a wider range");
  }

  /** Whether somebody could listen on it now, on every address. */
  static boolean free(int port) {
    return bindable(new InetSocketAddress(port)) && bindable(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  private static boolean bindable(InetSocketAddress address) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address, 1);
      return true;
    } catch (IOException e) {
      return false; // Taken: that is the answer, not a fault.
    }
  }
}
