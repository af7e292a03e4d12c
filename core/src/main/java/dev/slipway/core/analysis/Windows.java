package dev.slipway.core.analysis;

import dev.slipway.core.metric.Metric;
import dev.slipway.core.traffic.LatencyHistogram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A step in windows of the same length, one value of each metric a window: what Kayenta's judge compares.
 *
 * @param length of a window
 * @param rows closed windows, oldest first
 * @param open the window being filled
 */
public record Windows(Duration length, List<Row> rows, Open open) {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final int A_BAKE = 30;
  private static final int MOST_ROWS = 240;

  public Windows {
    rows = List.copyOf(rows);
  }

  /**
   * One window's values by metric. Absent where there was nothing to measure.
   *
   * @param stable of stable
   * @param candidate of the candidate
   */
  public record Row(Map<String, Double> stable, Map<String, Double> candidate) {
    public Row {
      stable = Map.copyOf(stable);
      candidate = Map.copyOf(candidate);
    }
  }

  /**
   * The window being filled.
   *
   * @param filled time covered
   * @param stable requests, errors and latency
   * @param candidate requests, errors and latency
   * @param own values of the user's own metrics that came in it, the latest of each
   */
  public record Open(Duration filled, Sum stable, Sum candidate, Row own) {
    static final Open EMPTY = new Open(Duration.ZERO, Sum.NONE, Sum.NONE, new Row(Map.of(), Map.of()));
  }

  /** What one release did in the window being filled. */
  public record Sum(long requests, long errors, LatencyHistogram latency) {
    static final Sum NONE = new Sum(0, 0, LatencyHistogram.empty());

    Sum plus(Batch.Sample sample) {
      return new Sum(requests + sample.requests(), errors + sample.errors(), latency.plus(sample.latency()));
    }

    private void into(Map<String, Double> values) {
      if (requests > 0) {
        values.put(Measure.ERROR_RATE.word(), (double) errors / requests);
      }
      latency.quantileNanos(0.95).ifPresent(nanos -> values.put(Measure.P95.word(), nanos / 1e6));
    }
  }

  /** For a bake of this length. */
  static Windows start(Duration bake) {
    Duration part = bake.dividedBy(A_BAKE);
    Duration length = part.compareTo(SHORTEST) < 0 ? SHORTEST : part.compareTo(LONGEST) > 0 ? LONGEST : part;
    return new Windows(length, List.of(), Open.EMPTY);
  }

  /**
   * With a batch more.
   *
   * @param news of the user's own metrics those that said something new: a value that is repeated until the next scrape would be taken for
   *     many that agree
   */
  Windows plus(Batch batch, List<OwnMetric> news) {
    Open next =
        new Open(
            open.filled().plus(batch.covered()),
            batch.stable().map(open.stable()::plus).orElse(open.stable()),
            open.candidate().plus(batch.candidate()),
            latest(open.own(), news));
    if (next.filled().compareTo(length) < 0) {
      return new Windows(length, rows, next);
    }
    List<Row> closed = new ArrayList<>(rows.size() < MOST_ROWS ? rows : rows.subList(1, rows.size()));
    Map<String, Double> stable = new TreeMap<>(next.own().stable());
    Map<String, Double> candidate = new TreeMap<>(next.own().candidate());
    next.stable().into(stable);
    next.candidate().into(candidate);
    closed.add(new Row(stable, candidate));
    return new Windows(length, closed, Open.EMPTY);
  }

  private static Row latest(Row before, List<OwnMetric> news) {
    Map<String, Double> stable = new TreeMap<>(before.stable());
    Map<String, Double> candidate = new TreeMap<>(before.candidate());
    for (OwnMetric each : news) {
      each.memory().last().ifPresent(
          seen -> {
            value(each.metric(), seen.stableEvents(), seen.stableTotal(), seen.stableLevel())
                .ifPresent(v -> stable.put(each.metric().name(), v));
            value(each.metric(), seen.candidateEvents(), seen.candidateTotal(), seen.candidateLevel())
                .ifPresent(v -> candidate.put(each.metric().name(), v));
          });
    }
    return new Row(stable, candidate);
  }

  /** Counts of events are left out: they grow with the share of traffic, which differs by design. */
  private static OptionalDouble value(Metric metric, double events, double total, OptionalDouble level) {
    return switch (metric.form()) {
      case Metric.Rate r -> total == 0 ? OptionalDouble.empty() : OptionalDouble.of(events / total);
      case Metric.Count c -> OptionalDouble.empty();
      case Metric.Level l -> level;
    };
  }

  /** One metric's value in each window, NaN where it has none. */
  double[] series(String metric, boolean candidate) {
    return rows.stream().mapToDouble(r -> (candidate ? r.candidate() : r.stable()).getOrDefault(metric, Double.NaN)).toArray();
  }
}
