package dev.slipway.server.api;

import io.javalin.Javalin;

/** Loads the classes of the HTTP server beside whatever else a start does: they are most of what a start takes. */
public final class Warmth {
  private Warmth() {}

  /** Begins; nothing waits for it and nothing depends on it. */
  public static void begin() {
    Thread thread = new Thread(Warmth::load, "warmth");
    thread.setDaemon(true);
    thread.start();
  }

  private static void load() {
    var unused = Javalin.create(config -> config.startup.showJavalinBanner = false).jettyServer().server();
  }
}
