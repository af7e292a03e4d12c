package dev.slipway.engine.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ClocksTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private final AtomicLong nanos = new AtomicLong(-77);

  @Test
  void steady_time_starts_at_wall_time_and_follows_the_monotonic_timer() {
    Clocks clocks = Clocks.of(InstantSource.fixed(NOW), nanos::get, Instant.MIN);
    nanos.addAndGet(Duration.ofSeconds(3).toNanos());
    assertEquals(NOW.plusSeconds(3), clocks.steady().instant());
  }

  @Test
  void a_wall_clock_set_back_between_two_runs_does_not_take_steady_time_back() {
    Instant lastRecord = NOW.plusSeconds(3600);
    Clocks clocks = Clocks.of(InstantSource.fixed(NOW), nanos::get, lastRecord);
    nanos.addAndGet(1_000);
    assertEquals(lastRecord.plusNanos(1_000), clocks.steady().instant());
    assertEquals(NOW, clocks.wall().instant());
  }
}
