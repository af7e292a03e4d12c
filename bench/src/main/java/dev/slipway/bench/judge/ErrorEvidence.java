package dev.slipway.bench.judge;

import dev.slipway.core.analysis.evidence.Kernel;
import dev.slipway.core.analysis.evidence.RateRule;

/**
 * The product's error test in place, for many runs: evidence that the candidate is worse by ratio and above the floor. A test holds it to
 * what {@code RateTest} says of the same batches.
 */
public final class ErrorEvidence {
  private final Kernel kernel = Kernel.FAIL;
  private final double[] worse = new double[kernel.size()];
  private final double[] aboveFloor = new double[kernel.size()];
  private final RateRule rule;
  private final double burst;
  private final double lnNeeded;
  private long unseen;

  /**
   * Nothing seen yet.
   *
   * @param burst how many errors come together
   */
  public ErrorEvidence(RateRule rule, double burst, double alpha) {
    this.rule = rule;
    this.burst = burst;
    this.lnNeeded = -Math.log(alpha);
  }

  /** Adds a batch; true when the candidate is to go back. Only an error of the candidate's can bring that about, so only then it looks. */
  public boolean add(long candidateErrors, long candidate, long stableErrors, long stable) {
    if (candidateErrors + stableErrors > 0) {
      double scaled = rule.worse() * candidate;
      kernel.add(worse, 0, candidateErrors / burst, (candidateErrors + stableErrors) / burst, scaled / (scaled + stable));
    }
    return onFloor(candidateErrors, candidate);
  }

  /** Adds one request of a split that is known. */
  public boolean addOne(boolean toCandidate, boolean failed, double split) {
    if (failed) {
      double scaled = rule.worse() * split;
      kernel.add(worse, 0, (toCandidate ? 1 : 0) / burst, 1 / burst, scaled / (scaled + 1 - split));
    }
    return toCandidate && onFloor(failed ? 1 : 0, 1);
  }

  /** Against the floor nothing is lost by adding the batches without errors later: the share is the same for all. */
  private boolean onFloor(long errors, long requests) {
    unseen += requests;
    if (errors == 0) {
      return false;
    }
    kernel.add(aboveFloor, 0, errors / burst, unseen / burst, rule.floor());
    unseen = 0;
    return lnEvidence() >= lnNeeded;
  }

  /** As of the candidate's last error. */
  double lnEvidence() {
    return Math.min(kernel.lnEvidence(worse, 0), kernel.lnEvidence(aboveFloor, 0));
  }
}
