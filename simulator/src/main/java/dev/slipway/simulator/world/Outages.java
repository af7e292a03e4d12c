package dev.slipway.simulator.world;

import dev.slipway.simulator.scenario.Happening.Part;

/** Which parts of the outside are out of order, and until when. */
final class Outages {
  private final VirtualTime time;
  private final long[] untilMillis = new long[Part.values().length];

  Outages(VirtualTime time) {
    this.time = time;
  }

  void begin(Part part, int forMillis) {
    untilMillis[part.ordinal()] = Math.max(untilMillis[part.ordinal()], time.nowMillis() + forMillis);
  }

  boolean out(Part part) {
    return untilMillis[part.ordinal()] > time.nowMillis();
  }

  boolean any() {
    return endMillis() < Long.MAX_VALUE;
  }

  /** When the next of them is over. */
  long endMillis() {
    long end = Long.MAX_VALUE;
    for (long until : untilMillis) {
      end = until > time.nowMillis() ? Math.min(end, until) : end;
    }
    return end;
  }
}
