package dev.slipway.core.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.slipway.core.metric.Delta.Cursor;
import dev.slipway.core.metric.Delta.Growth;
import dev.slipway.core.metric.Reading.Counters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeltasTest {
  static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
  private static final Optional<Cursor> CURSOR = Optional.of(new Cursor(Optional.of(at(0, 10, 1000)), at(0, 1, 100)));
  static final Reading NOTHING = new Reading.Nothing("no series");

  static Counters at(int seconds, double events, double total) {
    return new Counters(T0.plusSeconds(seconds), events, total);
  }

  static Delta since(Reading stable, Reading candidate) {
    return Deltas.since(CURSOR, Optional.of(stable), candidate);
  }

  @Test
  void both_sides_that_moved_on_give_what_they_grew_by() {
    Delta.Grown grown = assertInstanceOf(Delta.Grown.class, since(at(10, 14, 1200), at(8, 4, 160)));
    assertEquals(new Growth(Duration.ofSeconds(8), 3, 60), grown.candidate());
    assertEquals(Optional.of(new Growth(Duration.ofSeconds(10), 4, 200)), grown.stable());
    assertEquals(T0.plusSeconds(8), grown.until());
    assertEquals(new Cursor(Optional.of(at(10, 14, 1200)), at(8, 4, 160)), grown.cursor());
  }

  @Test
  void the_first_look_counts_nothing_and_later_ones_count_from_it() {
    Delta.Begun begun = assertInstanceOf(Delta.Begun.class, Deltas.since(Optional.empty(), Optional.of(at(0, 10, 1000)), at(0, 1, 100)));
    assertEquals(CURSOR, Optional.of(begun.cursor()));
  }

  @Test
  void a_first_deploy_has_one_side_only() {
    Delta.Begun begun = assertInstanceOf(Delta.Begun.class, Deltas.since(Optional.empty(), Optional.empty(), at(0, 0, 0)));
    Delta.Grown grown = assertInstanceOf(Delta.Grown.class, Deltas.since(Optional.of(begun.cursor()), Optional.empty(), at(5, 1, 9)));
    assertEquals(new Growth(Duration.ofSeconds(5), 1, 9), grown.candidate());
    assertEquals(Optional.empty(), grown.stable());
  }

  @Test
  void a_side_that_appears_or_leaves_begins_anew() {
    assertInstanceOf(Delta.Begun.class, Deltas.since(CURSOR, Optional.empty(), at(5, 2, 200)));
    Optional<Cursor> alone = Optional.of(new Cursor(Optional.empty(), at(0, 0, 0)));
    assertInstanceOf(Delta.Begun.class, Deltas.since(alone, Optional.of(at(5, 0, 9)), at(5, 2, 200)));
  }

  @Test
  void the_same_event_time_is_the_same_measurement_whatever_it_says() {
    assertEquals(new Delta.Duplicate(), since(at(0, 10, 1000), at(0, 1, 100)));
    assertEquals(new Delta.Duplicate(), since(at(0, 90, 9000), at(0, 50, 500)));
  }

  @Test
  void an_earlier_event_time_is_not_counted_again() {
    assertEquals(new Delta.Duplicate(), since(at(-5, 9, 900), at(-5, 0, 50)));
  }

  @Test
  void a_side_without_news_is_a_gap_for_both_and_loses_nothing() {
    assertInstanceOf(Delta.Waiting.class, since(at(10, 14, 1200), at(0, 1, 100)));
    assertInstanceOf(Delta.Waiting.class, since(at(0, 10, 1000), at(10, 4, 160)));
    Delta.Grown grown = assertInstanceOf(Delta.Grown.class, since(at(20, 16, 1400), at(20, 5, 200)));
    assertEquals(new Growth(Duration.ofSeconds(20), 4, 100), grown.candidate());
  }

  @Test
  void one_sided_data_is_a_gap_for_both() {
    assertInstanceOf(Delta.Gap.class, since(at(10, 14, 1200), NOTHING));
    assertInstanceOf(Delta.Gap.class, since(NOTHING, at(10, 4, 160)));
    assertInstanceOf(Delta.Gap.class, since(NOTHING, NOTHING));
  }

  @Test
  void a_counter_that_falls_leaves_out_events_and_totals_of_both_releases() {
    for (Delta delta : List.of(
        since(at(10, 14, 1200), at(10, 0, 160)),
        since(at(10, 14, 1200), at(10, 4, 60)),
        since(at(10, 9, 1200), at(10, 4, 160)),
        since(at(10, 14, 999), at(10, 4, 160)))) {
      Delta.Reset reset = assertInstanceOf(Delta.Reset.class, delta);
      Delta next = Deltas.since(Optional.of(reset.cursor()), Optional.of(at(20, 99, 9999)), at(20, 9, 999));
      Delta.Grown after = assertInstanceOf(Delta.Grown.class, next);
      assertEquals(999 - reset.cursor().candidate().total(), after.candidate().total());
    }
  }

  @Test
  void a_restart_that_a_sum_hides_is_left_out_as_well() {
    Counters hidden = new Counters(T0.plusSeconds(10), 4, 160, 1);
    Delta.Reset reset = assertInstanceOf(Delta.Reset.class, since(at(10, 14, 1200), hidden));
    assertInstanceOf(Delta.Reset.class, since(new Counters(T0.plusSeconds(10), 14, 1200, 1), at(10, 4, 160)));
    Counters after = new Counters(T0.plusSeconds(20), 5, 200, 1);
    Delta next = Deltas.since(Optional.of(reset.cursor()), Optional.of(at(20, 16, 1400)), after);
    Delta.Grown grown = assertInstanceOf(Delta.Grown.class, next);
    assertEquals(40, grown.candidate().total());
  }

  @Test
  void events_that_run_ahead_of_their_total_wait_for_it() {
    assertInstanceOf(Delta.Waiting.class, since(at(10, 14, 1200), at(10, 6, 103)));
    assertInstanceOf(Delta.Waiting.class, since(at(10, 40, 1010), at(10, 4, 160)));
    assertInstanceOf(Delta.Grown.class, since(at(15, 40, 1300), at(15, 6, 180)));
  }

  @Test
  void sides_that_are_too_far_apart_in_time_are_not_compared() {
    assertInstanceOf(Delta.Gap.class, since(at(121 + 60, 14, 1200), at(60, 4, 160)));
    assertInstanceOf(Delta.Gap.class, since(at(60, 14, 1200), at(121 + 60, 4, 160)));
    assertInstanceOf(Delta.Grown.class, since(at(120 + 60, 14, 1200), at(60, 4, 160)));
  }

  @Test
  void billions_are_counted_to_the_last_one() {
    Optional<Cursor> far = Optional.of(new Cursor(Optional.of(at(0, 0, 1e12)), at(0, 0, 1e12)));
    Delta.Grown grown = assertInstanceOf(Delta.Grown.class, Deltas.since(far, Optional.of(at(1, 1, 1e12 + 1)), at(1, 0, 1e12 + 1e9 + 1)));
    assertEquals(1, grown.stable().orElseThrow().total());
    assertEquals(1e9 + 1, grown.candidate().total());
  }
}
