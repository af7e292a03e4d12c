package dev.slipway.server.view;

import dev.slipway.core.analysis.Windows;
import dev.slipway.core.analysis.kayenta.MetricResult;
import dev.slipway.core.analysis.kayenta.Score;
import java.time.Duration;
import java.util.List;

/**
 * Where Kayenta's judge has come to in a step. It speaks when the bake is over.
 *
 * @param score 0–100, of the windows so far
 * @param grade pass, marginal or fail
 * @param windows how many are closed
 * @param windowsWanted how many the step has
 * @param windowMillis how long each is
 */
public record KayentaView(double score, String grade, int windows, int windowsWanted, long windowMillis, List<Compared> metrics) {
  public KayentaView {
    metrics = List.copyOf(metrics);
  }

  /**
   * One metric, compared window by window.
   *
   * @param classification pass, high, low, nodata, nodata-fails or error
   * @param reason in a sentence
   */
  public record Compared(String metric, String classification, int candidateWindows, int stableWindows, String reason) {
    static Compared of(MetricResult r) {
      return new Compared(r.name(), Words.of(r.classification()), r.candidateCount(), r.stableCount(), r.reason());
    }
  }

  /** In the words of the API. */
  public static KayentaView of(Score score, Windows windows, Duration bake) {
    long length = windows.length().toMillis();
    int wanted = (int) (bake.toMillis() / Math.max(1, length));
    return new KayentaView(
        score.score(), Words.of(score.grade()), windows.rows().size(), wanted, length, score.metrics().stream().map(Compared::of).toList());
  }
}
