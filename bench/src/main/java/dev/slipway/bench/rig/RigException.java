package dev.slipway.bench.rig;

/** Something did not come as the scenario needs it; the message says what was seen instead. */
public final class RigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what was seen. */
  public RigException(String message) {
    super(message);
  }

  /** With what was seen and why. */
  public RigException(String message, Throwable cause) {
    super(message, cause);
  }
}
