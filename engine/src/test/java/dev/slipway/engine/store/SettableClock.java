package dev.slipway.engine.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/** A clock that stands still until it is told. */
public final class SettableClock implements InstantSource {
  private Instant now = Instant.EPOCH;
  private Consumer<Instant> listener = at -> {};

  @Override
  public Instant instant() {
    return now;
  }

  /** Tells another clock to show the same. */
  public void onChange(Consumer<Instant> other) {
    listener = other;
  }

  /** Lets time pass. */
  public void pass(Duration time) {
    now = now.plus(time);
    listener.accept(now);
  }
}
