package dev.slipway.server.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.notice.Receiver;
import dev.slipway.core.notice.Severity;
import dev.slipway.core.notice.Way;
import dev.slipway.core.objective.Objective;
import dev.slipway.core.objective.Objectives;
import dev.slipway.engine.store.Examples;
import dev.slipway.server.problem.Refused;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A budget that burns over hours and days, and who is told of it. */
class BurningTest {
  private static final Receiver PAGER = hearing(new Way.PagerDuty("key", Optional.empty()), Severity.ERROR);
  private static final Receiver TICKETS = hearing(new Way.Webhook("https://tickets.example.org", Optional.empty()), Severity.WARNING);

  @TempDir Path home;
  private WatchedBudgets shop;

  private static Receiver hearing(Way way, Severity severity) {
    return new Receiver("somebody", way, new Receiver.When(List.of(), severity, List.of()), Optional.empty(), true);
  }

  @BeforeEach
  void opens() {
    shop = new WatchedBudgets(home);
  }

  @AfterEach
  void closes() {
    shop.close();
  }

  @Test
  void an_hour_of_two_percent_wakes_somebody_once_and_what_ends_it_is_told_once_also_over_a_restart() {
    shop.passes(Duration.ofDays(3), 30, 0);
    shop.passes(Duration.ofHours(1), 1, 0);
    shop.passes(Duration.ofMinutes(40), 1, 200);
    assertEquals(List.of(), shop.kinds());
    shop.passes(Duration.ofMinutes(20), 1, 200);
    assertEquals(List.of("problem error shop/production:budget-availability:SLW-5194"), shop.kinds());
    String text = shop.told.getFirst().text();
    assertTrue(text.matches("shop/production: budget-availability, SLW-5194 the error budget of availability 99\\.9% over 30d burns "
        + "14\\.[0-9] times as fast as it may, in the last 1h and the last 5m \\(alerts from 14\\.4\\), and 80% of it is left\\..*"), text);
    shop.starts();
    shop.passes(Duration.ofMinutes(20), 1, 200);
    assertEquals(1, shop.told.size());
    shop.passes(Duration.ofMinutes(40), 1, 0);
    assertEquals("problem-over error shop/production:budget-availability:SLW-5194", shop.kinds().getLast());
    assertEquals(2, shop.told.size());
    assertTrue(shop.told.stream().allMatch(n -> n.isFor(PAGER) && n.isFor(TICKETS)));
  }

  @Test
  void six_hours_of_one_percent_wake_somebody_by_the_slower_window_of_the_same_alarm() {
    shop.passes(Duration.ofDays(3), 30, 0);
    shop.passes(Duration.ofHours(6), 10, 100);
    assertEquals(List.of("problem error shop/production:budget-availability:SLW-5194"), shop.kinds());
    assertTrue(shop.told.getFirst().text().contains("in the last 6h and the last 30m (alerts from 6.0)"), shop.told.getFirst()::text);
  }

  @Test
  void a_slow_leak_is_a_ticket_that_wakes_nobody_and_ends_when_it_is_mended() {
    shop.passes(Duration.ofDays(3), 30, 11);
    assertEquals(List.of("problem warning shop/production:budget-availability:SLW-5195"), shop.kinds());
    assertTrue(shop.told.getFirst().text().contains("in the last 3d and the last 6h (alerts from 1.0)"), shop.told.getFirst()::text);
    shop.passes(Duration.ofHours(9), 30, 0);
    assertEquals("problem-over warning shop/production:budget-availability:SLW-5195", shop.kinds().getLast());
    assertEquals(2, shop.told.size());
    assertTrue(shop.told.stream().allMatch(n -> n.isFor(TICKETS)));
    assertEquals(List.of(false, true), shop.told.stream().map(n -> n.isFor(PAGER)).toList(),
        "what was never opened is closed without harm");
  }

  @Test
  void each_objective_has_an_alarm_of_its_own_and_a_limit_is_said_once() {
    Objective fast = new Objective(Optional.of(20L), new BigDecimal("99"), Duration.ofDays(30));
    Optional<Objectives> both = Optional.of(new Objectives(List.of(WatchedBudgets.THREE_NINES, fast), Objectives.Spent.REFUSE));
    shop.service.expect(Examples.SHOP, both);
    shop.passes(Duration.ofMinutes(10), 1, 0);
    assertEquals(List.of("problem error shop/production:budget-latency-20ms:SLW-5194",
        "problem warning shop/production:budget-latency-20ms:SLW-5195"), shop.kinds().stream().sorted().toList());
    Refused refused = assertThrows(Refused.class, () -> shop.service.mustAllow(Examples.SHOP, both, Optional.empty(), Optional.empty()));
    assertEquals("SLW-2080 the error budget of shop/production is spent: latency 99% under 20ms over 30d, 100000 of 100000 bad"
        + ". Nothing was deployed; traffic stays as it is", refused.getMessage());
  }

  @Test
  void a_budget_that_lasts_is_no_problem() {
    shop.passes(Duration.ofDays(1), 30, 9);
    assertEquals(List.of(), shop.kinds());
  }
}
