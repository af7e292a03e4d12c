package dev.slipway.core.analysis;

import dev.slipway.core.analysis.evidence.Baseline;
import dev.slipway.core.analysis.evidence.Dispersion;
import java.time.Duration;

/**
 * How bursty stable's errors are while the rollout lasts, for where it is not known from before.
 *
 * @param closed windows of ten seconds that are full
 * @param errors in the open window
 * @param requests in the open window
 * @param open time covered by it
 */
public record Bursts(Dispersion closed, long errors, long requests, Duration open) {
  public static final Bursts NONE = new Bursts(Dispersion.NONE, 0, 0, Duration.ZERO);

  /** Length of the windows whose variation is looked at. */
  public static final Duration WINDOW = Duration.ofSeconds(10);

  /** With a batch of stable's more. */
  public Bursts plus(long moreErrors, long moreRequests, Duration covered) {
    Duration length = open.plus(covered);
    return length.compareTo(WINDOW) < 0
        ? new Bursts(closed, errors + moreErrors, requests + moreRequests, length)
        : new Bursts(closed.plus(errors + moreErrors, requests + moreRequests), 0, 0, Duration.ZERO);
  }

  /** φ: what was known before the rollout, or else what is seen since. */
  double size(Baseline before) {
    return before.errorDispersion().windows() >= Dispersion.LEAST_WINDOWS
        ? before.errorDispersion().upperBound()
        : closed.upperBound();
  }
}
