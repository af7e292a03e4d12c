package dev.slipway.engine.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is told. */
public final class SettableClock implements InstantSource {
  private Instant now = Instant.EPOCH;

  @Override
  public Instant instant() {
    return now;
  }

  /** Lets time pass. */
  public void pass(Duration time) {
    now = now.plus(time);
  }
}
