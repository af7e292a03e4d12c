package dev.slipway.bench.judge;

/**
 * Wald's sequential probability ratio test of the candidate's error rate, told both the good and the bad rate beforehand: no test that holds
 * the same chance of a false alarm is faster. It only ever raises an alarm and never stops watching. Wald, 1945.
 */
public final class Sprt {
  private final double perError;
  private final double perGood;
  private final double needed;
  private double lnRatio;

  public Sprt(double good, double bad, double alpha) {
    this.perError = Math.log(bad / good);
    this.perGood = Math.log1p(-bad) - Math.log1p(-good);
    this.needed = -Math.log(alpha);
  }

  /** Adds a batch; true when the candidate is to go back. */
  public boolean add(long errors, long requests) {
    lnRatio += errors * perError + (requests - errors) * perGood;
    return lnRatio >= needed;
  }
}
