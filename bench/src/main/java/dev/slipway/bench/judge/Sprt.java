package dev.slipway.bench.judge;

/**
 * Wald's sequential probability ratio test of the candidate's error rate, told both the good and the bad rate beforehand: on average no
 * test that holds the same chance of a false alarm is faster. It only ever raises an alarm and never stops watching. Wald, 1945.
 */
public final class Sprt {
  private static final double ALMOST_NEVER = 1e-9;

  private final double perError;
  private final double perGood;
  private final double needed;
  private double lnRatio;

  /** Of two rates, each 0–1; what never or always happens is taken to do so almost. */
  public Sprt(double goodRate, double badRate, double alpha) {
    double good = Math.clamp(goodRate, ALMOST_NEVER, 1 - ALMOST_NEVER);
    double bad = Math.clamp(badRate, ALMOST_NEVER, 1 - ALMOST_NEVER);
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
