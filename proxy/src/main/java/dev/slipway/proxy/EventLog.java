package dev.slipway.proxy;

import java.io.PrintStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** One line for each thing that happened to the proxy itself, never for a request. */
final class EventLog {
  private final PrintStream out;
  private final InstantSource clock;

  EventLog(PrintStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  void say(String event) {
    out.println(clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + event);
    out.flush();
  }
}
