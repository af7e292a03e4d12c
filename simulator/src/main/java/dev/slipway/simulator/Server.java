package dev.slipway.simulator;

import dev.slipway.engine.loop.TargetLoop;

/** One run of a server process: a loop, what it sees of the outside, and when it turns next. */
final class Server {
  private final String name;
  private final TargetLoop loop;
  private final Seams seams;
  long turnAtMillis;
  boolean frozen;

  Server(String name, TargetLoop loop, Seams seams, long turnAtMillis) {
    this.name = name;
    this.loop = loop;
    this.seams = seams;
    this.turnAtMillis = turnAtMillis;
  }

  TargetLoop loop() {
    return loop;
  }

  Seams seams() {
    return seams;
  }

  @Override
  public String toString() {
    return name;
  }
}
