package dev.slipway.server;

import java.util.List;

/** What instances of a fake outside wrote. */
public final class Written {
  private Written() {}

  /** From now on an instance has written these lines. */
  public static void by(RunningServer server, String instance, List<String> lines) {
    server.outside.logs.put(instance, lines);
  }
}
