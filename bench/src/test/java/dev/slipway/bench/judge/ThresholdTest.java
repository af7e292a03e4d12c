package dev.slipway.bench.judge;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ThresholdTest {

  @Test
  void five_minutes_in_a_row_above_the_limit_raise_the_alarm() {
    Threshold threshold = new Threshold(0.01, 5);
    for (int minute = 0; minute < 4; minute++) {
      assertFalse(threshold.addMinute(2, 100));
    }
    assertTrue(threshold.addMinute(2, 100));
  }

  @Test
  void a_minute_at_the_limit_begins_anew_and_one_without_requests_does_not_count() {
    Threshold threshold = new Threshold(0.01, 2);
    assertFalse(threshold.addMinute(2, 100));
    assertFalse(threshold.addMinute(1, 100));
    assertFalse(threshold.addMinute(2, 100));
    assertFalse(threshold.addMinute(0, 0));
    assertTrue(threshold.addMinute(2, 100));
  }
}
