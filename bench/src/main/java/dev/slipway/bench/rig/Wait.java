package dev.slipway.bench.rig;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits that end: for something to become true, asked at an interval. */
public final class Wait {
  private Wait() {}

  /** Sleeps. */
  public static void millis(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RigException("interrupted while waiting", e);
    }
  }

  /** Until true; false when the time is over. */
  public static boolean until(Duration most, long everyMillis, BooleanSupplier wish) {
    long end = System.nanoTime() + most.toNanos();
    while (!wish.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        return false;
      }
      millis(everyMillis);
    }
    return true;
  }

  /** Until there is one. */
  public static <T> T untilPresent(String what, Duration most, long everyMillis, Supplier<Optional<T>> source) {
    long end = System.nanoTime() + most.toNanos();
    for (Optional<T> found = source.get(); ; found = source.get()) {
      if (found.isPresent()) {
        return found.get();
      }
      if (System.nanoTime() - end > 0) {
        throw new RigException("not within " + most.toMillis() + " ms: " + what);
      }
      millis(everyMillis);
    }
  }
}
