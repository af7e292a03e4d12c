package dev.slipway.core.analysis.evidence;

/**
 * Whether the router splits traffic as it was asked to. A comparison of requests that were not split as said compares something else.
 *
 * @param more evidence that the candidate gets more than its share
 * @param less evidence that it gets less
 */
public record SplitTest(Wealth more, Wealth less) {
  public static final SplitTest START = new SplitTest(Wealth.none(Kernel.FAIL), Wealth.none(Kernel.PASS));

  /**
   * Adds a batch.
   *
   * @param share asked for, in (0, 1)
   * @param tolerance how far off it may be, as a part of the share
   */
  public SplitTest plus(double share, double tolerance, double candidate, double stable) {
    double all = candidate + stable;
    return new SplitTest(
        more.plus(Kernel.FAIL, candidate, all, Math.min(1, share * (1 + tolerance))),
        less.plus(Kernel.PASS, candidate, all, share * (1 - tolerance)));
  }

  /** ln of the evidence that the split is another: half of it staked on each side. */
  public double lnOff() {
    double half = StrictMath.log(0.5);
    return LogSum.of(half + more.lnEvidence(Kernel.FAIL), half + less.lnEvidence(Kernel.PASS));
  }
}
