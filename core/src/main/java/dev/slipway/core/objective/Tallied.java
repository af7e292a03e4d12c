package dev.slipway.core.objective;

/**
 * Requests of a stretch of time.
 *
 * @param total all that ended
 * @param bad of them
 */
public record Tallied(long total, long bad) {
  public static final Tallied NONE = new Tallied(0, 0);

  public Tallied {
    if (bad < 0 || bad > total) {
      throw new IllegalArgumentException("of " + total + " requests " + bad + " cannot be bad");
    }
  }

  /** Both together. */
  public Tallied plus(Tallied other) {
    return new Tallied(total + other.total, bad + other.bad);
  }
}
