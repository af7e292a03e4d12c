package dev.slipway.simulator;

/**
 * An invariant that did not hold.
 *
 * @param invariant its number in docs/reliability.md, {@code A4} for a request that failed, {@code pause},
 *     {@code emergency}, {@code fault}, or {@code settled}
 * @param atMillis when in the run
 */
public record Violation(String invariant, String message, long atMillis) {
  @Override
  public String toString() {
    return "invariant " + invariant + " at " + atMillis + " ms: " + message;
  }
}
