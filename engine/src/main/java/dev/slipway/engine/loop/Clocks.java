package dev.slipway.engine.loop;

import java.time.InstantSource;

/**
 * The two clocks of the engine.
 *
 * @param steady never goes back and never jumps: durations are measured on it
 * @param wall what people's watches show: only written down, never decided from
 */
public record Clocks(InstantSource steady, InstantSource wall) {

  /** Both on this machine. The steady clock starts at the wall clock's time and then follows the monotonic timer. */
  public static Clocks system() {
    InstantSource wall = InstantSource.system();
    long startNanos = System.nanoTime();
    var start = wall.instant();
    return new Clocks(() -> start.plusNanos(System.nanoTime() - startNanos), wall);
  }
}
