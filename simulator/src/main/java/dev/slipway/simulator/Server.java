package dev.slipway.simulator;

import dev.slipway.engine.loop.TargetLoop;

/** One run of a server process: a loop, what it sees of the store, and when it turns next. */
final class Server {
  private final String name;
  private final boolean missed;
  private final TargetLoop loop;
  private final StoreSeam store;
  long turnAtMillis;
  boolean frozen;

  /**
   * One that starts.
   *
   * @param missed whether its death ends its connections, as that of a process does and that of a machine does not
   */
  Server(String name, boolean missed, TargetLoop loop, StoreSeam store, long turnAtMillis) {
    this.name = name;
    this.missed = missed;
    this.loop = loop;
    this.store = store;
    this.turnAtMillis = turnAtMillis;
  }

  TargetLoop loop() {
    return loop;
  }

  /** Whether the store knows at once when it has died. */
  boolean missed() {
    return missed;
  }

  StoreSeam store() {
    return store;
  }

  @Override
  public String toString() {
    return name;
  }
}
