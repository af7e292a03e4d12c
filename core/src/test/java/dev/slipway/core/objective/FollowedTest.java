package dev.slipway.core.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.Reading;
import dev.slipway.core.metric.SourceSpec;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A metric followed minute by minute: what is known of it, and what is not. */
class FollowedTest {
  private static final Instant BEGIN = Instant.parse("2030-01-01T00:00:00Z");
  private static final Tallied A_MINUTE_KNOWN = new Tallied(60_000, 0);
  private static final Tallied A_MINUTE_UNKNOWN = new Tallied(60_000, 60_000);

  private Followed followed = Followed.from(BEGIN);
  private Map<String, Followed.Side> serving = Map.of("1.0", side("1.0"));

  private static Followed.Side side(String version) {
    return new Followed.Side(version + "-aaaaaaaa", version, Optional.empty(), BEGIN);
  }

  private static Reading.Counters counters(int minute, double bad, double total) {
    return new Reading.Counters(BEGIN.plusSeconds(60L * minute), bad, total);
  }

  /** After the answers of a minute; who is asked and not named here has nothing to say. */
  private Followed.Step minute(int minute, Map<String, Reading> answers) {
    Instant at = BEGIN.plusSeconds(60L * minute);
    Map<String, Followed.Side> asked = followed.asked(at, serving);
    Map<String, Reading> all = new HashMap<>();
    asked.keySet().forEach(key -> all.put(key, answers.getOrDefault(key, new Reading.Nothing("no series"))));
    Followed.Step step = followed.next(at, asked, all);
    followed = step.next();
    return step;
  }

  private Followed.Step minute(int minute, Reading answer) {
    return minute(minute, Map.of("1.0", answer));
  }

  private static void came(long total, long bad, Tallied time, Followed.Step step) {
    assertEquals(new Tallied(total, bad), step.events(), step::toString);
    assertEquals(time, step.time(), step::toString);
  }

  @Test
  void what_grew_in_a_minute_is_known_and_what_came_before_the_first_answer_is_not() {
    came(0, 0, A_MINUTE_UNKNOWN, minute(1, counters(1, 7, 1_000)));
    came(100, 3, A_MINUTE_KNOWN, minute(2, counters(2, 10, 1_100)));
    assertEquals(Optional.empty(), followed.trouble());
  }

  @Test
  void a_gap_is_unknown_and_what_was_counted_meanwhile_is_known_when_the_source_comes_back_soon() {
    minute(1, counters(1, 0, 0));
    came(0, 0, A_MINUTE_UNKNOWN, minute(2, new Reading.Nothing("no series")));
    assertEquals(Optional.of("no series"), followed.trouble());
    came(20, 2, A_MINUTE_KNOWN, minute(3, counters(3, 2, 20)));
  }

  @Test
  void a_repeated_answer_is_settled_by_the_next_and_by_none_it_is_unknown() {
    minute(1, counters(1, 0, 0));
    came(0, 0, Tallied.NONE, minute(2, counters(1, 0, 0)));
    assertEquals(Duration.ofMinutes(1), followed.pending());
    came(30, 0, new Tallied(120_000, 0), minute(3, counters(3, 0, 30)));
    minute(4, counters(3, 0, 30));
    came(0, 0, new Tallied(120_000, 120_000), minute(5, new Reading.Nothing("no series")));
  }

  @Test
  void a_counter_that_was_started_anew_leaves_its_minute_out_bad_and_good_alike() {
    minute(1, counters(1, 50, 1_000));
    came(0, 0, A_MINUTE_UNKNOWN, minute(2, counters(2, 3, 5)));
    came(5, 1, A_MINUTE_KNOWN, minute(3, counters(3, 4, 10)));
  }

  @Test
  void of_two_answers_too_far_apart_nobody_knows_what_was_between() {
    minute(1, counters(1, 0, 0));
    Followed.Step over = followed.over(BEGIN.plusSeconds(60 * 20));
    assertEquals(new Tallied(19 * 60_000, 19 * 60_000), over.time());
    followed = over.next();
    came(0, 0, A_MINUTE_UNKNOWN, minute(21, counters(21, 500, 900)));
    came(1, 0, A_MINUTE_KNOWN, minute(22, counters(22, 500, 901)));
  }

  @Test
  void everybody_who_serves_must_be_known_and_one_who_served_is_asked_for_its_last_word() {
    serving = Map.of("1.0", side("1.0"), "1.1", side("1.1"));
    minute(1, Map.of("1.0", counters(1, 0, 0), "1.1", counters(1, 0, 0)));
    came(10, 0, A_MINUTE_UNKNOWN, minute(2, Map.of("1.0", counters(2, 0, 10))));
    came(12, 2, A_MINUTE_KNOWN, minute(3, Map.of("1.0", counters(3, 0, 20), "1.1", counters(3, 2, 2))));
    serving = Map.of("1.1", side("1.1"));
    came(6, 1, A_MINUTE_KNOWN, minute(4, Map.of("1.0", counters(4, 1, 25), "1.1", counters(4, 2, 3))));
    assertEquals(2, followed.sides().size());
    minute(6, Map.of("1.1", counters(6, 2, 3)));
    assertEquals(1, followed.sides().size());
  }

  @Test
  void while_nobody_serves_no_time_passes_and_what_a_source_cannot_say_now_is_asked_again() {
    serving = Map.of();
    came(0, 0, Tallied.NONE, minute(1, Map.of()));
    Followed.Step stuck = followed.stuck("SLW-4513 nobody there");
    came(0, 0, Tallied.NONE, stuck);
    assertEquals(followed.until(), stuck.next().until());
    assertEquals(Optional.of("SLW-4513 nobody there"), stuck.next().trouble());
  }

  @Test
  void only_a_rate_can_be_held_against_an_objective_and_it_is_named_by_its_metric() {
    SourceSpec source = new SourceSpec("prom", SourceSpec.Kind.PROMETHEUS, "http://127.0.0.1:9090", Duration.ofSeconds(5), Duration.ZERO);
    assertThrows(IllegalArgumentException.class, () -> new Measured(new Metric("depth", "prom", new Metric.Level("depth")), source));
    Measured rate = new Measured(new Metric("checkout", "prom", new Metric.Rate("bad{version=\"${version}\"}", "all")), source);
    assertTrue(rate.byVersion());
    assertEquals("metric checkout",
        new Objective(Optional.empty(), new BigDecimal("99"), Duration.ofDays(1), Optional.of(rate)).indicator());
  }
}
