package dev.slipway.validation;

/** How a check can end. */
public enum Outcome {
  /** What it asks for holds. */
  PASSED,
  /** It does not hold. */
  FAILED,
  /** It does not hold, and that is only told. */
  WARNED,
  /** It does not apply, and counts neither way. */
  SKIPPED
}
