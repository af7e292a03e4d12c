package dev.slipway.simulator.rehearsal;

import dev.slipway.core.traffic.LatencyHistogram;
import java.util.List;

/**
 * Measurements taken down while a real rollout went on.
 *
 * @param rows in order of time, at least one of the candidate with requests
 */
public record Recording(List<Row> rows) {
  public Recording {
    rows = List.copyOf(rows);
  }

  /**
   * What one release did since its row before.
   *
   * @param seconds when the row was taken down
   * @param candidate whose row it is
   * @param requests that ended
   * @param errors of those
   * @param latency of those; empty where it was not taken down
   */
  public record Row(double seconds, boolean candidate, long requests, long errors, LatencyHistogram latency) {}

  /** When the candidate's first traffic was taken down. */
  double firstTraffic() {
    return rows.stream().filter(r -> r.candidate() && r.requests() > 0).mapToDouble(Row::seconds).findFirst().orElse(0);
  }

  /** When the last row was taken down. */
  double end() {
    return rows.getLast().seconds();
  }

  /** Where the row before the first one with candidate traffic stands: what it counts lies between the two. */
  double beforeFirstTraffic() {
    double first = firstTraffic();
    return rows.stream().mapToDouble(Row::seconds).filter(s -> s < first).max().orElse(first - typicalGap());
  }

  /** Between two rows on average, seconds. */
  double typicalGap() {
    double[] moments = rows.stream().mapToDouble(Row::seconds).distinct().sorted().toArray();
    return moments.length < 2 ? 1 : (moments[moments.length - 1] - moments[0]) / (moments.length - 1);
  }
}
