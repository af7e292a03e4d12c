package dev.slipway.simulator.rehearsal;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TrafficCounts;
import dev.slipway.engine.loop.BaselineMemory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Made-up users: requests come independently of each other, fail independently, and take lognormal times. */
final class SyntheticUsers implements Users {
  private static final Duration WINDOW = Duration.ofSeconds(10);
  /** Ten minutes of stable alone: the server has watched it for so long when the candidate gets its first traffic. */
  private static final int WINDOWS_BEFORE = 61;

  private final Odds odds;
  private final Draws draws;

  SyntheticUsers(Odds odds, long seed) {
    this.odds = odds;
    this.draws = new Draws(seed);
  }

  @Override
  public Baseline before() {
    BaselineMemory memory = new BaselineMemory();
    ReleaseId stable = new ReleaseId("stable");
    ReleaseCounts sum = new ReleaseCounts(0, 0, 0, 0, LatencyHistogram.empty());
    for (int i = 0; i < WINDOWS_BEFORE; i++) {
      memory.see(stable, Instant.EPOCH.plus(WINDOW.multipliedBy(i)), new TrafficCounts("before", Map.of(stable, sum)));
      ReleaseCounts more = asked(odds.requestsPerSecond() * WINDOW.toSeconds(), odds.stable());
      sum = new ReleaseCounts(sum.requests() + more.requests(), sum.errors() + more.errors(), 0, 0, sum.latency().plus(more.latency()));
    }
    return memory.of(stable);
  }

  @Override
  public Counted between(double from, double to, int candidateWeight) {
    double requests = odds.requestsPerSecond() * (to - from);
    return new Counted(
        asked(requests * (100 - candidateWeight) / 100, odds.stable()), asked(requests * candidateWeight / 100, odds.candidate()));
  }

  private ReleaseCounts asked(double expected, Conduct conduct) {
    long requests = draws.poisson(expected);
    LatencyHistogram latency = odds.latencyMatters() ? conduct.latency().draw(requests, draws) : LatencyHistogram.empty();
    return new ReleaseCounts(requests, draws.binomial(requests, conduct.errorRate()), 0, 0, latency);
  }
}
