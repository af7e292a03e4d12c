package dev.slipway.simulator.rehearsal;

import dev.slipway.core.analysis.JudgePolicy;
import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TrafficCounts;
import dev.slipway.engine.loop.BaselineMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Made-up users: requests come independently of each other and take lognormal times. Of a batch of them only counts are drawn, never one
 * request after another.
 */
final class SyntheticUsers implements Users {
  private static final Duration WINDOW = Duration.ofSeconds(10);
  /** Ten minutes of stable alone: the server has watched it for so long when the candidate gets its first traffic. */
  private static final int WINDOWS_BEFORE = 61;

  private final Odds odds;
  private final Draws draws;
  private final Answers stable;
  private final Answers candidate;
  private final Scrapes scrapes;
  private long stablePercentNanos;

  SyntheticUsers(Odds odds, JudgePolicy policy, long seed) {
    this.odds = odds;
    this.draws = new Draws(seed);
    this.stable = new Answers(odds.requestsPerSecond(), odds.stable(), odds.latencyMatters());
    this.candidate = new Answers(odds.requestsPerSecond(), odds.candidate(), odds.latencyMatters());
    this.scrapes = Scrapes.of(policy, odds, draws);
  }

  @Override
  public Baseline before() {
    BaselineMemory memory = new BaselineMemory();
    ReleaseId id = new ReleaseId("stable");
    Answers alone = new Answers(odds.requestsPerSecond(), odds.stable(), odds.latencyMatters());
    ReleaseCounts sum = new ReleaseCounts(0, 0, 0, 0, LatencyHistogram.empty());
    for (int i = 0; i < WINDOWS_BEFORE; i++) {
      memory.see(id, Instant.EPOCH.plus(WINDOW.multipliedBy(i)), new TrafficCounts("before", Map.of(id, sum)));
      List<Integer> edges = memory.of(id).edges();
      alone.come(100 * WINDOW.toNanos(), draws);
      ReleaseCounts more = alone.answered(edges.isEmpty() ? Optional.empty() : Optional.of(edges), draws);
      sum = new ReleaseCounts(sum.requests() + more.requests(), sum.errors() + more.errors(), 0, 0, sum.latency().plus(more.latency()));
    }
    return memory.of(id);
  }

  @Override
  public long ask(long fromNanos, long toNanos, int candidateWeight) {
    stablePercentNanos += (100 - candidateWeight) * (toNanos - fromNanos);
    scrapes.pass(fromNanos / 1e9, toNanos / 1e9, candidateWeight);
    return candidateWeight == 0 ? 0 : candidate.come(candidateWeight * (toNanos - fromNanos), draws);
  }

  @Override
  public Counted answered(Optional<List<Integer>> bounds) {
    stable.come(stablePercentNanos, draws);
    stablePercentNanos = 0;
    return new Counted(stable.answered(bounds, draws), candidate.answered(bounds, draws), scrapes.seen());
  }
}
