package dev.slipway.simulator.rehearsal;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TrafficCounts;
import dev.slipway.engine.loop.BaselineMemory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Users as one would first write them: each request comes, is sent somewhere, fails or not and takes its time by itself. */
final class OneByOne implements Users {
  private final Odds odds;
  private final SplittableRandom random;
  private final Side stable;
  private final Side candidate;
  private double nextSeconds;

  private final class Side {
    private final Conduct conduct;
    private final double median;
    private final double sigma;
    private long requests;
    private long errors;
    private LatencyHistogram.Recorder latency = new LatencyHistogram.Recorder();

    Side(Conduct conduct) {
      this.conduct = conduct;
      this.median = conduct.latency().quantileMillis(0.5);
      this.sigma = Math.log(conduct.latency().quantileMillis(0.95) / median) / 1.6448536269514722;
    }

    void request() {
      requests++;
      errors += random.nextDouble() < conduct.errorRate() ? 1 : 0;
      latency.record((long) (median * 1e6 * Math.exp(sigma * random.nextGaussian())));
    }

    ReleaseCounts counts() {
      ReleaseCounts counts = new ReleaseCounts(requests, errors, 0, 0, latency.snapshot());
      requests = 0;
      errors = 0;
      latency = new LatencyHistogram.Recorder();
      return counts;
    }
  }

  OneByOne(Odds odds, long seed) {
    this.odds = odds;
    this.random = new SplittableRandom(seed);
    this.stable = new Side(odds.stable());
    this.candidate = new Side(odds.candidate());
    this.nextSeconds = gap();
  }

  private double gap() {
    return -Math.log1p(-random.nextDouble()) / odds.requestsPerSecond();
  }

  @Override
  public Baseline before() {
    BaselineMemory memory = new BaselineMemory();
    ReleaseId id = new ReleaseId("stable");
    Side alone = new Side(odds.stable());
    ReleaseCounts sum = alone.counts();
    double next = gap();
    for (int window = 0; window <= 60; window++) {
      memory.see(id, Instant.ofEpochSecond(10L * window), new TrafficCounts("before", Map.of(id, sum)));
      while (next < 10.0 * (window + 1)) {
        alone.request();
        next += gap();
      }
      ReleaseCounts more = alone.counts();
      sum = new ReleaseCounts(sum.requests() + more.requests(), sum.errors() + more.errors(), 0, 0, sum.latency().plus(more.latency()));
    }
    return memory.of(id);
  }

  @Override
  public long ask(long fromNanos, long toNanos, int candidateWeight) {
    long before = candidate.requests;
    while (nextSeconds * 1e9 < toNanos) {
      (random.nextInt(100) < candidateWeight ? candidate : stable).request();
      nextSeconds += gap();
    }
    return candidate.requests - before;
  }

  @Override
  public Counted answered(Optional<List<Integer>> bounds) {
    return new Counted(stable.counts(), candidate.counts(), Map.of());
  }
}
