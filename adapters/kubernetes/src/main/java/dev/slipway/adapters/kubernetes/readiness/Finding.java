package dev.slipway.adapters.kubernetes.readiness;

/**
 * What one check came to.
 *
 * @param check its name, in kebab-case
 * @param outcome whether it passed
 * @param found what is there
 * @param why it matters
 * @param mend what to do; empty when it passed
 */
public record Finding(String check, Outcome outcome, String found, String why, String mend) {

  /** Whether it passed. */
  public enum Outcome {
    /** As it should be. */
    PASSED,
    /** Not as it should be. */
    FAILED,
    /** It could not be looked at. */
    UNDECIDED
  }

  static Finding of(String check, boolean good, String found, String why, String mend) {
    return new Finding(check, good ? Outcome.PASSED : Outcome.FAILED, found, why, good ? "" : mend);
  }

  static Finding undecided(String check, String found, String why, String mend) {
    return new Finding(check, Outcome.UNDECIDED, found, why, mend);
  }
}
