package dev.slipway.engine.loop;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two clocks of the engine.
 *
 * @param steady never goes back and never jumps: durations are measured on it
 * @param wall what people's watches show: written down, and asked for a freeze, which is a time by them; nothing else is decided from it
 */
public record Clocks(InstantSource steady, InstantSource wall) {

  /** Both on this machine, where nothing was committed before. */
  public static Clocks system() {
    return system(Instant.MIN);
  }

  /**
   * Both on this machine. The steady clock starts at the wall clock's time and then follows the monotonic timer.
   *
   * @param notBefore time of the last committed record: a wall clock that was set back between two runs must not take steady time back
   */
  public static Clocks system(Instant notBefore) {
    return of(InstantSource.system(), System::nanoTime, notBefore);
  }

  static Clocks of(InstantSource wall, LongSupplier monotonicNanos, Instant notBefore) {
    long startNanos = monotonicNanos.getAsLong();
    Instant now = wall.instant();
    Instant start = now.isBefore(notBefore) ? notBefore : now;
    return new Clocks(() -> start.plusNanos(monotonicNanos.getAsLong() - startNanos), wall);
  }
}
