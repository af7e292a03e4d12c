package dev.slipway.bench.rig;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Ports that the system says are free. */
public final class Ports {
  private Ports() {}

  /** One that nobody listens on now. */
  public static int free() {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new RigException("no free port", e);
    }
  }
}
