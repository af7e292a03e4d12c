package dev.slipway.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.metric.SourceSpec;
import dev.slipway.core.objective.Followed;
import dev.slipway.core.objective.Measured;
import dev.slipway.core.objective.Objective;
import dev.slipway.core.objective.Objectives;
import dev.slipway.core.objective.Tallied;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.store.ServiceLevels.Counters;
import dev.slipway.engine.store.ServiceLevels.Stretch;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every store promises of what it counts. */
abstract class LevelContract {
  private static final TargetId SHOP = Examples.SHOP;
  private static final String AVAILABILITY = "availability";
  private static final Objectives OBJECTIVES = new Objectives(
      List.of(new Objective(Optional.empty(), new BigDecimal("99.9"), Duration.ofDays(30)),
          new Objective(Optional.of(300L), new BigDecimal("99"), Duration.ofDays(7))), Objectives.Spent.REFUSE);
  private static final long NOON = 30_000_000;

  abstract StateStore store();

  private void seen(long minute, String boot, String release, long total, long bad) {
    store().levels().count(minute, Map.of(SHOP, new Counters(boot, Map.of(release, Map.of(AVAILABILITY, new Tallied(total, bad))))));
  }

  private Tallied since(long minute) {
    return store().levels().since(SHOP, AVAILABILITY, minute);
  }

  private void expected() {
    store().levels().expect(SHOP, Optional.of(OBJECTIVES));
  }

  @Test
  void what_is_expected_is_kept_and_with_nothing_what_was_counted_is_let_go() {
    expected();
    assertEquals(Map.of(SHOP, OBJECTIVES), store().levels().expected());
    seen(NOON, "b1", "r1", 0, 0);
    seen(NOON, "b1", "r1", 10, 1);
    store().levels().expect(SHOP, Optional.empty());
    assertEquals(Map.of(), store().levels().expected());
    assertEquals(Tallied.NONE, since(0));
    seen(NOON, "b1", "r1", 20, 1);
    assertEquals(Tallied.NONE, since(0));
  }

  @Test
  void only_what_is_new_counts_whoever_looks_and_however_often() {
    expected();
    seen(NOON, "b1", "r1", 1_000, 5); // since when these were counted nobody knows
    assertEquals(Tallied.NONE, since(0));
    seen(NOON + 1, "b1", "r1", 1_100, 7);
    seen(NOON + 1, "b1", "r1", 1_100, 7);
    assertEquals(new Tallied(100, 2), since(0));
    seen(NOON + 1, "b1", "r1", 1_090, 7); // another server, which had looked a moment earlier
    seen(NOON + 2, "b1", "r1", 1_110, 7);
    assertEquals(new Tallied(110, 2), since(0));
    assertEquals(new Tallied(10, 0), since(NOON + 2));
  }

  @Test
  void a_router_that_began_anew_counts_from_its_zero_and_what_is_told_of_the_one_before_is_old() {
    expected();
    seen(NOON, "b1", "r1", 1_000, 0);
    seen(NOON, "b1", "r1", 1_500, 0);
    seen(NOON, "b2", "r1", 30, 3);
    assertEquals(new Tallied(530, 3), since(0));
    seen(NOON, "b1", "r1", 1_501, 0);
    seen(NOON, "b2", "r1", 40, 3);
    assertEquals(new Tallied(540, 3), since(0));
  }

  @Test
  void a_release_that_comes_counts_whole() {
    expected();
    seen(NOON, "b1", "r1", 1_000, 0);
    store().levels().count(NOON, Map.of(SHOP, new Counters("b1", Map.of("r1", Map.of(AVAILABILITY, new Tallied(1_000, 0)), "r2",
        Map.of(AVAILABILITY, new Tallied(7, 7))))));
    assertEquals(new Tallied(7, 7), since(0));
  }

  @Test
  void minutes_become_hours_and_no_request_is_lost_or_counted_twice_by_it() {
    expected();
    seen(NOON, "b1", "r1", 0, 0);
    long total = 0;
    for (int minute = 0; minute < 180; minute++) {
      total += 10;
      seen(NOON + minute, "b1", "r1", total, minute);
    }
    List<Stretch> before = store().levels().stretches(SHOP, AVAILABILITY, NOON, 60);
    long later = NOON + Duration.ofDays(5).toMinutes();
    seen(later, "b1", "r1", total + 1, 179);
    assertEquals(new Tallied(total + 1, 179), since(0));
    assertEquals(before, store().levels().stretches(SHOP, AVAILABILITY, NOON, 60).subList(0, before.size()));
    seen(later + Duration.ofDays(100).toMinutes(), "b1", "r1", total + 2, 179);
    assertEquals(new Tallied(1, 0), since(0));
  }

  private static Optional<Objectives> checkout(String total) {
    Metric metric = new Metric("checkout", "prom", new Metric.Rate("bad", total));
    SourceSpec source = new SourceSpec("prom", SourceSpec.Kind.PROMETHEUS, "http://127.0.0.1:9090", Duration.ofSeconds(5), Duration.ZERO);
    return Optional.of(new Objectives(List.of(new Objective(Optional.empty(), new BigDecimal("99"), Duration.ofDays(7),
        Optional.of(new Measured(metric, source)))), Objectives.Spent.REFUSE));
  }

  @Test
  void a_step_that_a_metric_was_followed_counts_once_and_one_that_is_asked_for_in_other_words_begins_with_nothing() {
    String indicator = checkout("all").orElseThrow().all().getFirst().indicator();
    ServiceLevels levels = store().levels();
    levels.expect(SHOP, checkout("all"));
    Followed begun = Followed.from(Instant.EPOCH.plus(Duration.ofMinutes(NOON)));
    Followed next = Followed.from(begun.until().plusSeconds(60));
    Followed.Step step = new Followed.Step(next, new Tallied(10, 1), new Tallied(60_000, 0));
    assertTrue(levels.follow(SHOP, indicator, Optional.empty(), begun.over(begun.until())));
    assertTrue(levels.follow(SHOP, indicator, Optional.of(begun), step));
    assertFalse(levels.follow(SHOP, indicator, Optional.of(begun), step));
    seen(NOON, "b1", "r1", 0, 0);
    assertEquals(Map.of(indicator, next), levels.followed(SHOP));
    assertEquals(new Tallied(10, 1), levels.since(SHOP, indicator, NOON));
    assertEquals(new Tallied(60_000, 0), levels.since(SHOP, ServiceLevels.timeOf(indicator), NOON));
    levels.expect(SHOP, checkout("sum(all)"));
    assertEquals(Map.of(), levels.followed(SHOP));
    assertEquals(Tallied.NONE, levels.since(SHOP, indicator, 0));
  }
}
