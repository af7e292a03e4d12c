package dev.slipway.core.analysis.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.analysis.evidence.BurnRate.State;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class BurnRateTest {
  private static final double BUDGET = 0.001;

  private static BurnRate after(BurnRate from, int minutes, double candidateErrors, double stableErrors) {
    BurnRate burn = from;
    for (int i = 0; i < minutes * 6; i++) {
      burn = burn.plus(Duration.ofSeconds(10), new Pair(500 * candidateErrors, 500, 9_500 * stableErrors, 9_500));
    }
    return burn;
  }

  private static BurnRate.Slice window(BurnRate burn, Duration length) {
    BurnRate.Slice sum = new BurnRate.Slice(Duration.ZERO, Pair.NONE);
    for (List<BurnRate.Slice> slices : List.of(burn.minutes(), burn.fives(), burn.halfHours())) {
      for (BurnRate.Slice slice : slices.reversed()) {
        sum = sum.length().compareTo(length) < 0 ? sum.plus(slice) : sum;
      }
    }
    return sum;
  }

  @Test
  void the_last_slices_are_those_that_fill_the_window_and_a_short_window_reaches_no_half_hour() {
    SplittableRandom random = new SplittableRandom(4);
    BurnRate burn = BurnRate.START;
    for (int i = 0; i < 4_000; i++) {
      burn = burn.plus(Duration.ofMillis(500 + random.nextInt(14_500)), new Pair(random.nextInt(9), 10, random.nextInt(90), 100));
      for (int minutes : new int[] {5, 30, 60, 360}) {
        Duration length = Duration.ofMinutes(minutes);
        assertEquals(window(burn, length), LastSlices.of(burn, length));
      }
      BurnRate near = new BurnRate(burn.minutes(), burn.fives(), List.of());
      assertEquals(window(burn, Duration.ofMinutes(30)), window(near, Duration.ofMinutes(30)));
    }
  }

  @Test
  void a_short_window_that_is_not_covered_yet_says_nothing() {
    assertEquals(State.CALM, after(BurnRate.START, 4, 0.5, 0).state(BUDGET));
    assertEquals(State.CANDIDATE, after(BurnRate.START, 6, 0.5, 0).state(BUDGET));
  }

  @Test
  void fourteen_times_too_fast_is_found_and_thirteen_times_only_by_the_slow_window() {
    assertEquals(State.CANDIDATE, after(BurnRate.START, 7, 0.0150, 0).state(BUDGET));
    assertEquals(State.CALM, after(BurnRate.START, 7, 0.0130, 0).state(BUDGET));
    assertEquals(State.CANDIDATE, after(BurnRate.START, 36, 0.0130, 0).state(BUDGET));
    assertEquals(State.CALM, after(BurnRate.START, 400, 0.0055, 0).state(BUDGET));
  }

  @Test
  void what_both_suffer_is_not_the_candidates() {
    assertEquals(State.BOTH, after(BurnRate.START, 10, 0.05, 0.05).state(BUDGET));
  }

  @Test
  void what_is_over_does_not_burn_although_the_long_window_remembers_it() {
    BurnRate over = after(after(BurnRate.START, 10, 0.5, 0), 12, 0, 0);
    assertEquals(State.CALM, over.state(BUDGET));
  }

  @Test
  void a_peak_that_the_long_window_outweighs_does_not_burn() {
    assertEquals(State.CALM, after(after(BurnRate.START, 120, 0, 0), 6, 0.02, 0).state(BUDGET));
  }

  @Test
  void fewer_than_ten_bad_requests_never_burn() {
    BurnRate burn = BurnRate.START;
    for (int i = 0; i < 9; i++) {
      burn = burn.plus(Duration.ofMinutes(1), new Pair(1, 3, 0, 60));
    }
    assertEquals(State.CALM, burn.state(BUDGET));
  }

  @Test
  void a_day_is_remembered_in_a_few_slices_that_lose_nothing_of_the_last_six_hours() {
    BurnRate burn = after(BurnRate.START, 24 * 60, 0.01, 0);
    assertTrue(burn.minutes().size() <= 6 && burn.fives().size() <= 6 && burn.halfHours().size() <= 12);
    double seconds = 0;
    for (BurnRate.Slice each : burn.halfHours()) {
      seconds += each.length().toSeconds();
    }
    assertTrue(seconds >= 5.5 * 3600, seconds + " s");
  }
}
