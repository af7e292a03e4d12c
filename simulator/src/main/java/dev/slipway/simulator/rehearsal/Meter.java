package dev.slipway.simulator.rehearsal;

import dev.slipway.core.metric.MetricSeen;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.UnderWay;
import dev.slipway.core.traffic.TrafficCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What users did since the last batch, as far as it was read. */
final class Meter {
  private final Users users;
  private final Chronicle chronicle;
  private final Backdrop backdrop;
  private Instant askedTo = Scene.BEGIN;
  private long unread;
  private TrafficCounts counts = Backdrop.ZERO;
  private Map<String, MetricSeen> own = Map.of();

  Meter(Users users, Chronicle chronicle, Backdrop backdrop) {
    this.users = users;
    this.chronicle = chronicle;
    this.backdrop = backdrop;
  }

  /** At which buckets the judge tells latencies apart, where that is settled. */
  static Optional<List<Integer>> bounds(Rollout rollout) {
    return rollout.watching().flatMap(w -> w.watch().latencyBounds(rollout.policy().judge()));
  }

  /** Users ask until now, with this split. */
  void upTo(Instant now, int candidateWeight) {
    if (now.isAfter(askedTo)) {
      unread += users.ask(nanos(askedTo), nanos(now), candidateWeight);
      askedTo = now;
    }
  }

  private static long nanos(Instant at) {
    return Duration.between(Scene.BEGIN, at).toNanos();
  }

  /** Whether a batch is made of it now. */
  boolean makesBatch(Rollout rollout) {
    return UnderWay.batchMade(rollout, askedTo, unread);
  }

  /** What became of it. */
  Users.Counted read(Optional<List<Integer>> bounds) {
    Users.Counted counted = users.answered(bounds);
    chronicle.counted(counted);
    own = counted.own();
    unread = 0;
    return counted;
  }

  /** Adds what was read to the counters that the decider is shown. */
  void show(Users.Counted counted) {
    counts = backdrop.with(counts, counted);
  }

  TrafficCounts counts() {
    return counts;
  }

  Map<String, MetricSeen> own() {
    return own;
  }

  /** The counters begin at zero. */
  void reset() {
    counts = Backdrop.ZERO;
  }
}
