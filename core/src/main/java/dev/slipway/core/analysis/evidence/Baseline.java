package dev.slipway.core.analysis.evidence;

import dev.slipway.core.traffic.LatencyHistogram;
import java.time.Duration;
import java.util.List;

/**
 * What stable was like before the rollout. Taken before the candidate had traffic, so that nothing the candidate does can shift it.
 *
 * @param covered time that was really watched
 * @param requests in that time
 * @param errors of those
 * @param latency of those
 * @param errorDispersion of windows of 10 s
 * @param edges buckets of the latency histogram at which the dispersion of slow requests was taken, one for each quantile of
 *     {@link #QUANTILES}; empty where there was too little to fix them
 * @param latencyDispersion for each edge, of the requests above it
 */
public record Baseline(
    Duration covered,
    long requests,
    long errors,
    LatencyHistogram latency,
    Dispersion errorDispersion,
    List<Integer> edges,
    List<Dispersion> latencyDispersion) {
  /** At which stable's and the candidate's latency are compared. */
  public static final List<Double> QUANTILES = List.of(0.75, 0.90, 0.95, 0.99);

  /** Nothing is known: a first deploy, or a server that began to watch a moment ago. */
  public static final Baseline UNKNOWN =
      new Baseline(Duration.ZERO, 0, 0, LatencyHistogram.empty(), Dispersion.NONE, List.of(), List.of());

  public Baseline {
    edges = List.copyOf(edges);
    latencyDispersion = List.copyOf(latencyDispersion);
  }

  /** The same without the latencies, where it is settled at which edges to look and nothing else is asked of them. */
  public Baseline settled() {
    return new Baseline(covered, requests, errors, LatencyHistogram.empty(), errorDispersion, edges, latencyDispersion);
  }

  /**
   * Whether it is known how slow requests come together. One pause of an instance makes all that wait slow at once; who takes them
   * for independent raises false alarms, so without this latency is left to the triggers.
   */
  public boolean knowsLatencyBursts() {
    return !latencyDispersion.isEmpty() && latencyDispersion.getFirst().windows() >= Dispersion.LEAST_WINDOWS;
  }

  /** Requests a second, 0 where nothing was watched. */
  public double requestsPerSecond() {
    return covered.isZero() ? 0 : requests / (covered.toNanos() / 1e9);
  }
}
