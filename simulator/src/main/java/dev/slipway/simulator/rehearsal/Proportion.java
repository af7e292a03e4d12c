package dev.slipway.simulator.rehearsal;

/**
 * How often something happened, with what that says of its chance: Wilson's 95 % interval (J. Am. Stat. Assoc. 22, 1927).
 *
 * @param times it happened
 * @param of in so many runs, at least 1
 */
public record Proportion(int times, int of) {
  private static final double Z = 1.959963984540054;

  /** The estimate, 0–1. */
  public double share() {
    return (double) times / of;
  }

  /** Lower end of the interval, 0–1. */
  public double low() {
    return times == 0 ? 0 : Math.max(0, centre() - half());
  }

  /** Upper end of the interval, 0–1. */
  public double high() {
    return times == of ? 1 : Math.min(1, centre() + half());
  }

  private double centre() {
    return (share() + Z * Z / (2.0 * of)) / (1 + Z * Z / of);
  }

  private double half() {
    return Z / (1 + Z * Z / of) * Math.sqrt(share() * (1 - share()) / of + Z * Z / (4.0 * of * of));
  }
}
