package dev.slipway.simulator.rehearsal;

import dev.slipway.core.traffic.LatencyHistogram;
import dev.slipway.core.traffic.ReleaseCounts;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One release's made-up requests and answers. Where it is settled at which buckets latencies are told apart, and requests are many, those
 * of each are drawn as they come: parts of a Poisson count are independent Poisson counts.
 */
final class Answers {
  /** Fewer at a time are drawn as a whole, and told apart when they are asked for. */
  private static final double MANY = 20;

  private final Conduct conduct;
  private final double requestsPerSecond;
  private final boolean latencyMatters;
  private final Failures failures;
  private final Arrivals whole;
  private Optional<Parted> parted = Optional.empty();
  private final long[] untold = new long[1];

  /** Requests that are told apart by latency. */
  private record Parted(LatencyCells cells, Arrivals arrivals, long[] counts) {
    long requests() {
      return Arrays.stream(counts).sum();
    }
  }

  Answers(double requestsPerSecond, Conduct conduct, boolean latencyMatters) {
    this.conduct = conduct;
    this.requestsPerSecond = requestsPerSecond;
    this.latencyMatters = latencyMatters;
    this.failures = new Failures(conduct);
    this.whole = new Arrivals(requestsPerSecond, 1);
  }

  /**
   * Requests come.
   *
   * @param percentNanos see {@link Arrivals#expected}
   * @return how many
   */
  long come(long percentNanos, Draws draws) {
    return parted.isPresent() && whole.expected(percentNanos) >= MANY
        ? parted.get().arrivals().draw(percentNanos, parted.get().counts(), draws)
        : whole.draw(percentNanos, untold, draws);
  }

  /**
   * What became of all that came since this was last called.
   *
   * @param bounds the only buckets at which latencies will be told apart; absent while all may be needed
   */
  ReleaseCounts answered(Optional<List<Integer>> bounds, Draws draws) {
    long told = parted.map(Parted::requests).orElse(0L);
    if (parted.isPresent() && !bounds.filter(parted.get().cells()::at).isPresent()) {
      untold[0] += told;
      parted = Optional.empty();
    }
    long requests = parted.isPresent() ? told + untold[0] : untold[0];
    LatencyHistogram latency = latencyMatters ? latency(bounds, draws) : LatencyHistogram.empty();
    untold[0] = 0;
    return new ReleaseCounts(requests, failures.of(requests, draws), 0, 0, latency);
  }

  private LatencyHistogram latency(Optional<List<Integer>> bounds, Draws draws) {
    if (bounds.isEmpty()) {
      return conduct.latency().draw(untold[0], draws);
    }
    if (parted.isEmpty()) {
      LatencyCells cells = new LatencyCells(conduct.latency(), bounds.get());
      double[] shares = cells.shares();
      parted = Optional.of(new Parted(cells, new Arrivals(requestsPerSecond, shares), new long[shares.length]));
    }
    Parted known = parted.get();
    known.cells().draw(untold[0], known.counts(), draws);
    LatencyHistogram latency = known.cells().histogram(known.counts());
    Arrays.fill(known.counts(), 0);
    return latency;
  }
}
