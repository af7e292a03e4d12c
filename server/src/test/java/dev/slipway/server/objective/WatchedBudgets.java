package dev.slipway.server.objective;

import dev.slipway.core.audit.JournalRecord;
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
import dev.slipway.server.watch.ProblemWatch;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A target whose traffic passes by the minute while its budgets are watched, and what is told of it. */
final class WatchedBudgets implements ProblemWatch.Keeper, AutoCloseable {
  static final Objective THREE_NINES = new Objective(Optional.empty(), new BigDecimal("99.9"), Duration.ofDays(30));
  private static final int PER_MINUTE = 10_000;

  final List<Notice> told = new ArrayList<>();
  private TargetState state = TargetState.empty(Examples.SHOP);
  private Instant now = Instant.parse("2030-01-01T00:00:00Z");
  private long requests;
  private long errors;
  private final SqliteStore store;
  final ObjectiveService service;
  private ProblemWatch watch = new ProblemWatch(this, () -> now, () -> now);

  WatchedBudgets(Path home) {
    store = SqliteStore.open(home.resolve("slipway.db"), () -> now);
    service = new ObjectiveService(store.levels(), t -> Optional.of(counted()), new MetricFollower(store.levels(), q -> {
      throw new IllegalStateException("nobody asks for a metric here");
    }, t -> state, () -> now, Duration.ofMinutes(1)), () -> now);
    service.expect(Examples.SHOP, Optional.of(new Objectives(List.of(THREE_NINES), Objectives.Spent.WARN)));
  }

  @Override
  public void close() {
    store.close();
  }

  /** A server starts anew. */
  void starts() {
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
  void passes(Duration time, int stepMinutes, int failing) {
    for (int minute = 0; minute < time.toMinutes(); minute += stepMinutes) {
      now = now.plus(Duration.ofMinutes(stepMinutes));
      requests += (long) stepMinutes * PER_MINUTE;
      errors += (long) stepMinutes * failing;
      service.look();
      watch.look();
    }
  }

  List<String> kinds() {
    return told.stream().map(n -> n.kind().word() + " " + n.severity().word() + " " + n.subject()).toList();
  }
}
