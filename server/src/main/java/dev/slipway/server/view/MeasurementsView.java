package dev.slipway.server.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A page of what a rollout measured. {@code next} is the {@code after} of the page that follows.
 *
 * @param ended whether nothing will be added to the rollout's last page
 */
public record MeasurementsView(String target, long rollout, List<Series> series, long next, boolean ended) {
  public MeasurementsView {
    series = List.copyOf(series);
  }

  /** One metric over time, oldest first. */
  public record Series(String metric, List<Point> points) {}

  /**
   * Where a metric stood after one batch.
   *
   * @param sequence of the journal record that holds the batch
   * @param metric as in the status, with the edge of a latency that was looked at
   * @param step from 1
   * @param coveredMillis of the step so far
   */
  public record Point(
      long sequence,
      Instant at,
      String metric,
      int step,
      int weight,
      long coveredMillis,
      FindingView.Side candidate,
      FindingView.Side stable,
      Optional<Ln> failing,
      Optional<Ln> passing) {}

  /** Evidence as a natural logarithm, and from where on it suffices. */
  public record Ln(double ln, double needed) {}
}
