package dev.slipway.adapters.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How soon a proxy that keeps dying is started again. */
class RestartsTest {
  private final Restarts restarts = new Restarts();
  private long now = Long.MAX_VALUE - 1;

  @Test
  void the_first_three_are_at_once_and_then_the_pauses_double_up_to_ten_seconds() {
    for (long expectedMillis : new long[] {0, 0, 0, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000}) {
      assertEquals(Duration.ofMillis(expectedMillis), restarts.pause(now));
      now += Duration.ofMillis(expectedMillis).toNanos();
      assertEquals(Duration.ZERO, restarts.pause(now));
      restarts.started(now);
    }
    assertTrue(restarts.keepsDying(now));
  }

  @Test
  void a_minute_without_a_start_forgets_all() {
    for (int i = 0; i < 7; i++) {
      restarts.started(now);
    }
    assertTrue(restarts.keepsDying(now));
    now += Duration.ofSeconds(61).toNanos();
    assertEquals(Duration.ZERO, restarts.pause(now));
    assertFalse(restarts.keepsDying(now));
  }

  @Test
  void a_start_that_found_another_there_is_none_that_could_have_died() {
    for (int i = 0; i < 7; i++) {
      restarts.started(now);
      restarts.inVain();
    }
    assertEquals(0, restarts.inTheLastMinute(now));
    restarts.started(now);
    assertEquals(Duration.ZERO, restarts.pause(now));
    assertFalse(restarts.keepsDying(now));
  }
}
