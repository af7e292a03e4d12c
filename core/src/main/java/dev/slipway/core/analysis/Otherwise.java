package dev.slipway.core.analysis;

/** What a step does whose verdict is neither passing nor failing. */
public enum Otherwise {
  /** Wait for more data or for a person. */
  HOLD,
  /** Go on all the same. */
  PROMOTE,
  /** Go back. */
  ROLLBACK
}
