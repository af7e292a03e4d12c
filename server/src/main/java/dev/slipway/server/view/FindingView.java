package dev.slipway.server.view;

import java.util.Optional;

/**
 * One metric, compared. What has no value yet is absent, and so is a bound that is infinite.
 *
 * @param metric {@code error-rate}, {@code latency > 250ms} with the edge that was looked at, or the name of the user's own
 * @param burst how many events count as one, φ
 * @param effect how many times stable's the candidate's is
 * @param failing evidence that the candidate is worse
 * @param passing evidence that it is as good, where that is asked
 * @param note why evidence does not grow at the moment, where it does not
 */
public record FindingView(
    String metric,
    Side candidate,
    Side stable,
    Optional<Double> burst,
    Optional<EffectView> effect,
    Optional<EvidenceView> failing,
    Optional<EvidenceView> passing,
    Optional<String> note) {

  /** What was counted of one release. {@code share} is absent while nothing was asked. */
  public record Side(double events, double total, Optional<Double> share) {

    /** With its share. */
    public static Side of(double events, double total) {
      return new Side(events, total, total == 0 ? Optional.empty() : Optional.of(events / total));
    }
  }

  /**
   * With bounds that hold at every look at once.
   *
   * @param alpha most chance that they are ever wrong
   */
  public record EffectView(Optional<Double> ratio, double low, Optional<Double> high, double alpha) {}

  /**
   * How far a test has come. It has spoken where {@code ln} is at least {@code needed}.
   *
   * @param ln natural logarithm of the evidence
   * @param share of the evidence needed, 0–1
   * @param wrongOneIn the test is wrong at most one time in so many
   * @param requestsLeft about how many more requests of the candidate it takes if it is as good as stable; absent where that cannot be said
   */
  public record EvidenceView(double ln, double needed, double share, long wrongOneIn, Optional<Long> requestsLeft) {}
}
