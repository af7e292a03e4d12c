package dev.slipway.core.gate;

/**
 * What came of one gate.
 *
 * @param name of the gate
 * @param kind word of what it looked at
 * @param outcome whether the rollout may begin, as far as this gate goes
 * @param said what it found, in a sentence
 * @param waived how many findings a waiver let pass
 */
public record GateResult(String name, String kind, Outcome outcome, String said, int waived) {

  /** How a gate can end. */
  public enum Outcome {
    /** It lets the rollout pass. */
    PASSED,
    /** What it asks for does not hold, or the report that should show it cannot be relied on. */
    FAILED,
    /** Nobody could look: a command did not run, or nobody knows the stable version. */
    UNDECIDED
  }
}
