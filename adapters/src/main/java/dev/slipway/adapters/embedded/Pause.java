package dev.slipway.adapters.embedded;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A wait that an interrupt ends, and leaves for whoever waited to see. */
final class Pause {
  private Pause() {}

  static void of(Duration time) {
    try {
      TimeUnit.NANOSECONDS.sleep(time.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
