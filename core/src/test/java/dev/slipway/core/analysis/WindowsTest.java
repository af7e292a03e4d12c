package dev.slipway.core.analysis;

import static dev.slipway.core.analysis.Watched.sample;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A step cut into windows. */
final class WindowsTest {
  private static final String ERRORS = Measure.ERROR_RATE.word();

  private static Windows plus(Windows windows, long millis, Batch.Sample candidate, Batch.Sample stable) {
    return windows.plus(new Batch(Duration.ofMillis(millis), Duration.ZERO, Optional.of(stable), candidate, Map.of()), List.of());
  }

  @Test
  void there_are_thirty_of_them_in_a_bake_of_a_second_to_a_minute_each() {
    assertEquals(Duration.ofSeconds(10), Windows.start(Duration.ofMinutes(5)).length());
    assertEquals(Duration.ofSeconds(1), Windows.start(Duration.ofSeconds(5)).length());
    assertEquals(Duration.ofSeconds(1), Windows.start(Duration.ZERO).length());
    assertEquals(Duration.ofMinutes(1), Windows.start(Duration.ofHours(24)).length());
  }

  @Test
  void one_closes_once_it_is_filled_and_sums_what_came_into_it() {
    Windows open = plus(Windows.start(Duration.ofSeconds(30)), 500, sample(100, 4, 0), sample(100, 1, 0));
    assertEquals(0, open.rows().size());
    Windows closed = plus(open, 500, sample(300, 0, 0), sample(100, 3, 0));
    assertArrayEquals(new double[] {0.01}, closed.series(ERRORS, true));
    assertArrayEquals(new double[] {0.02}, closed.series(ERRORS, false));
    assertEquals(Windows.Open.EMPTY, closed.open());
  }

  @Test
  void where_nothing_was_asked_there_is_no_value_rather_than_a_zero() {
    Windows windows = plus(Windows.start(Duration.ofSeconds(30)), 1_000, sample(0, 0, 0), sample(100, 0, 0));
    assertArrayEquals(new double[] {Double.NaN}, windows.series(ERRORS, true));
    assertArrayEquals(new double[] {Double.NaN}, windows.series(Measure.P95.word(), true));
    assertArrayEquals(new double[] {0}, windows.series(ERRORS, false));
    assertArrayEquals(new double[] {Double.NaN}, windows.series("unheard-of", true));
  }

  @Test
  void the_oldest_go_when_there_are_very_many() {
    Windows windows = Windows.start(Duration.ofSeconds(30));
    for (int i = 0; i < 1_000; i++) {
      windows = plus(windows, 1_000, sample(1_000, i, 0), sample(100, 0, 0));
    }
    assertEquals(240, windows.rows().size());
    assertEquals(0.999, windows.series(ERRORS, true)[239]);
    assertEquals(0.76, windows.series(ERRORS, true)[0]);
  }
}
