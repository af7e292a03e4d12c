package dev.slipway.simulator.world;

import dev.slipway.engine.loop.Clocks;
import java.time.Instant;

/** Time that passes only when it is told to. What runs in it measures true milliseconds; people's watches may jump. */
public final class VirtualTime {
  private static final Instant BEGIN = Instant.parse("2030-01-01T00:00:00Z");

  private long nowMillis;
  private long wallAheadMillis;

  /** Milliseconds since the run began. */
  public long nowMillis() {
    return nowMillis;
  }

  void goTo(long millis) {
    nowMillis = millis;
  }

  /** Puts people's watches forward or back. */
  public void jumpWall(long millis) {
    wallAheadMillis += millis;
  }

  /** True time as an instant: what a steady clock that never stopped would show. */
  public Instant instant() {
    return BEGIN.plusMillis(nowMillis);
  }

  /** What people's watches show. */
  public Instant wall() {
    return BEGIN.plusMillis(nowMillis + wallAheadMillis);
  }

  /**
   * The clocks of a server that starts now.
   *
   * @param notBefore the last time that was committed, where steady time goes on at the earliest
   */
  public Clocks clocks(Instant notBefore) {
    Instant start = wall().isBefore(notBefore) ? notBefore : wall();
    long startedMillis = nowMillis;
    return new Clocks(() -> start.plusMillis(nowMillis - startedMillis), this::wall);
  }
}
