package dev.slipway.engine.loop;

import dev.slipway.core.analysis.Bursts;
import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.analysis.evidence.Dispersion;
import dev.slipway.core.analysis.evidence.LatencyTest;
import dev.slipway.core.release.ReleaseId;
import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import dev.slipway.core.traffic.TrafficCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What stable was like in the last hour or two, from one window of ten seconds to the next. It lives and dies with its server: what is made
 * from it is journaled when a candidate gets its first traffic.
 */
public final class BaselineMemory {
  private static final Duration LONGEST_WINDOW = Bursts.WINDOW.multipliedBy(3);
  private static final long LEAST_FOR_EDGES = 1_000;
  private static final int WINDOWS_A_CHAPTER = 360;

  private Optional<Mark> mark = Optional.empty();
  private Baseline earlier = Baseline.UNKNOWN;
  private Baseline current = Baseline.UNKNOWN;

  /** Where the counters stood. */
  private record Mark(ReleaseId release, Instant at, String boot, ReleaseCounts counts) {}

  /** Whether the counters are to be read. */
  public boolean due(ReleaseId stable, Instant at) {
    return mark.filter(m -> m.release().equals(stable) && Duration.between(m.at(), at).compareTo(Bursts.WINDOW) < 0).isEmpty();
  }

  /** Takes the counters up to now. */
  public void see(ReleaseId stable, Instant at, TrafficCounts seen) {
    ReleaseCounts now = seen.releases().getOrDefault(stable, new ReleaseCounts(0, 0, 0, 0, LatencyHistogram.empty()));
    if (mark.filter(m -> m.release().equals(stable)).isEmpty()) {
      earlier = Baseline.UNKNOWN;
      current = Baseline.UNKNOWN;
    }
    mark.filter(m -> comparable(m, stable, at, seen.boot(), now)).ifPresent(m -> add(m, at, now));
    mark = Optional.of(new Mark(stable, at, seen.boot(), now));
  }

  /** What is known of stable; nothing of any other release. */
  public Baseline of(ReleaseId stable) {
    if (mark.filter(m -> m.release().equals(stable)).isEmpty()) {
      return Baseline.UNKNOWN;
    }
    return current.requests() >= LEAST_FOR_EDGES && current.errorDispersion().windows() >= Dispersion.LEAST_WINDOWS
        || earlier.requests() == 0
        ? current
        : earlier;
  }

  private static boolean comparable(Mark from, ReleaseId stable, Instant at, String boot, ReleaseCounts now) {
    Duration gap = Duration.between(from.at(), at);
    return from.release().equals(stable)
        && from.boot().equals(boot)
        && now.requests() >= from.counts().requests()
        && now.errors() >= from.counts().errors()
        && now.latency().since(from.counts().latency()).isPresent()
        && gap.compareTo(LONGEST_WINDOW) <= 0
        && !gap.isNegative();
  }

  private void add(Mark from, Instant at, ReleaseCounts now) {
    if (current.errorDispersion().windows() >= WINDOWS_A_CHAPTER) {
      earlier = current;
      current = Baseline.UNKNOWN;
    }
    LatencyHistogram latency = now.latency().minus(from.counts().latency());
    long requests = now.requests() - from.counts().requests();
    long errors = now.errors() - from.counts().errors();
    List<Integer> edges = edges();
    current =
        new Baseline(
            current.covered().plus(Duration.between(from.at(), at)),
            current.requests() + requests,
            current.errors() + errors,
            current.latency().plus(latency),
            current.errorDispersion().plus(errors, requests),
            edges,
            dispersions(edges, latency));
  }

  /** Fixed once enough was seen before the window that is first looked at by them. */
  private List<Integer> edges() {
    if (!current.edges().isEmpty()) {
      return current.edges();
    }
    return current.latency().total() < LEAST_FOR_EDGES ? List.of() : LatencyTest.at(Baseline.QUANTILES, current.latency()).edges();
  }

  private List<Dispersion> dispersions(List<Integer> edges, LatencyHistogram latency) {
    List<Dispersion> next = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      Dispersion before = current.latencyDispersion().isEmpty() ? Dispersion.NONE : current.latencyDispersion().get(i);
      next.add(before.plus(latency.countAboveBucket(edges.get(i)), latency.total()));
    }
    return next;
  }
}
