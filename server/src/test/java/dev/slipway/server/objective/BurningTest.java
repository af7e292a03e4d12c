package dev.slipway.server.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.core.audit.JournalRecord;
import dev.slipway.core.notice.Receiver;
import dev.slipway.core.notice.Severity;
import dev.slipway.core.notice.Way;
import dev.slipway.core.objective.Objective;
import dev.slipway.core.objective.Objectives;
import dev.slipway.core.rollout.Command;
import dev.slipway.core.rollout.Decider;
import dev.slipway.core.rollout.Decision;
import dev.slipway.core.rollout.Input;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Notice;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TrafficCounts;
import dev.slipway.engine.store.Examples;
import dev.slipway.engine.store.SqliteStore;
import dev.slipway.notifications.Story;
import dev.slipway.server.problem.Refused;
import dev.slipway.server.watch.ProblemWatch;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A budget that burns over hours and days, and who is told of it. */
class BurningTest implements ProblemWatch.Keeper {
  private static final Objective THREE_NINES = new Objective(Optional.empty(), new BigDecimal("99.9"), Duration.ofDays(30));
  private static final int PER_MINUTE = 10_000;
  private static final Receiver PAGER = hearing(new Way.PagerDuty("key", Optional.empty()), Severity.ERROR);
  private static final Receiver TICKETS = hearing(new Way.Webhook("https://tickets.example.org", Optional.empty()), Severity.WARNING);

  @TempDir Path home;
  private final List<Notice> told = new ArrayList<>();
  private TargetState state = TargetState.empty(Examples.SHOP);
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private long requests;
  private long errors;
  private SqliteStore store;
  private ObjectiveService service;
  private ProblemWatch watch;

  private static Receiver hearing(Way way, Severity severity) {
    return new Receiver("somebody", way, new Receiver.When(List.of(), severity, List.of()), Optional.empty(), true);
  }

  @BeforeEach
  void expects() {
    store = SqliteStore.open(home.resolve("slipway.db"), () -> now);
    service = new ObjectiveService(store.levels(), t -> Optional.of(counted()), new MetricFollower(store.levels(), q -> {
      throw new IllegalStateException("nobody asks for a metric here");
    }, t -> state, () -> now, Duration.ofMinutes(1)), () -> now);
    service.expect(Examples.SHOP, Optional.of(new Objectives(List.of(THREE_NINES), Objectives.Spent.WARN)));
    starts();
  }

  @AfterEach
  void closes() {
    store.close();
  }

  private void starts() {
    watch = new ProblemWatch(this, () -> now, () -> now);
  }

  private TrafficCounts counted() {
    return new TrafficCounts("boot", Map.of(Examples.release("1.0").id(), new ReleaseCounts(
        requests, errors, 0, 0, LatencyHistogram.of(Map.of(LatencyHistogram.indexOf(Duration.ofMillis(200).toNanos()), requests)))));
  }

  @Override
  public List<ProblemWatch.Now> now() {
    return List.of(new ProblemWatch.Now(state, service.burning().get(Examples.SHOP)));
  }

  @Override
  public void submit(TargetId target, Command command) {
    Decision decision = Decider.decide(state, new Input.Commanded(command, now));
    state = decision.state();
    JournalRecord record = new JournalRecord(
        told.size() + 1, target, now, 1, "slipway", 2, decision.events(), "{}", "", JournalRecord.GENESIS, "ab".repeat(32));
    told.addAll(Story.START.next(record, id -> Optional.empty()).notices());
  }

  /** So much time in steps of so many minutes, in which of ten thousand requests a minute so many fail. */
  private void passes(Duration time, int stepMinutes, int failing) {
    for (int minute = 0; minute < time.toMinutes(); minute += stepMinutes) {
      now = now.plus(Duration.ofMinutes(stepMinutes));
      requests += (long) stepMinutes * PER_MINUTE;
      errors += (long) stepMinutes * failing;
      service.look();
      watch.look();
    }
  }

  private List<String> kinds() {
    return told.stream().map(n -> n.kind().word() + " " + n.severity().word() + " " + n.subject()).toList();
  }

  @Test
  void an_hour_of_two_percent_wakes_somebody_once_and_what_ends_it_is_told_once_also_over_a_restart() {
    passes(Duration.ofDays(3), 30, 0);
    passes(Duration.ofHours(1), 1, 0);
    passes(Duration.ofMinutes(40), 1, 200);
    assertEquals(List.of(), kinds());
    passes(Duration.ofMinutes(20), 1, 200);
    assertEquals(List.of("problem error shop/production:budget-availability:SLW-5194"), kinds());
    String text = told.getFirst().text();
    assertTrue(text.matches("shop/production: budget-availability, SLW-5194 the error budget of availability 99\\.9% over 30d burns "
        + "14\\.[0-9] times as fast as it may, in the last 1h and the last 5m \\(alerts from 14\\.4\\), and 80% of it is left\\..*"), text);
    starts();
    passes(Duration.ofMinutes(20), 1, 200);
    assertEquals(1, told.size());
    passes(Duration.ofMinutes(40), 1, 0);
    assertEquals("problem-over error shop/production:budget-availability:SLW-5194", kinds().getLast());
    assertEquals(2, told.size());
    assertTrue(told.stream().allMatch(n -> n.isFor(PAGER) && n.isFor(TICKETS)));
  }

  @Test
  void six_hours_of_one_percent_wake_somebody_by_the_slower_window_of_the_same_alarm() {
    passes(Duration.ofDays(3), 30, 0);
    passes(Duration.ofHours(6), 10, 100);
    assertEquals(List.of("problem error shop/production:budget-availability:SLW-5194"), kinds());
    assertTrue(told.getFirst().text().contains("in the last 6h and the last 30m (alerts from 6.0)"), told.getFirst()::text);
  }

  @Test
  void a_slow_leak_is_a_ticket_that_wakes_nobody_and_ends_when_it_is_mended() {
    passes(Duration.ofDays(3), 30, 11);
    assertEquals(List.of("problem warning shop/production:budget-availability:SLW-5195"), kinds());
    assertTrue(told.getFirst().text().contains("in the last 3d and the last 6h (alerts from 1.0)"), told.getFirst()::text);
    passes(Duration.ofHours(9), 30, 0);
    assertEquals("problem-over warning shop/production:budget-availability:SLW-5195", kinds().getLast());
    assertEquals(2, told.size());
    assertTrue(told.stream().allMatch(n -> n.isFor(TICKETS)));
    assertEquals(List.of(false, true), told.stream().map(n -> n.isFor(PAGER)).toList(), "what was never opened is closed without harm");
  }

  @Test
  void each_objective_has_an_alarm_of_its_own_and_a_limit_is_said_once() {
    Objective fast = new Objective(Optional.of(20L), new BigDecimal("99"), Duration.ofDays(30));
    Optional<Objectives> both = Optional.of(new Objectives(List.of(THREE_NINES, fast), Objectives.Spent.REFUSE));
    service.expect(Examples.SHOP, both);
    passes(Duration.ofMinutes(10), 1, 0);
    assertEquals(List.of("problem error shop/production:budget-latency-20ms:SLW-5194",
        "problem warning shop/production:budget-latency-20ms:SLW-5195"), kinds().stream().sorted().toList());
    Refused refused = assertThrows(Refused.class, () -> service.mustAllow(Examples.SHOP, both, Optional.empty(), Optional.empty()));
    assertEquals("SLW-2080 the error budget of shop/production is spent: latency 99% under 20ms over 30d, 100000 of 100000 bad"
        + ". Nothing was deployed; traffic stays as it is", refused.getMessage());
  }

  @Test
  void a_budget_that_lasts_is_no_problem() {
    passes(Duration.ofDays(1), 30, 9);
    assertEquals(List.of(), kinds());
  }
}
