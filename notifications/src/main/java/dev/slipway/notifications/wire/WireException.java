package dev.slipway.notifications.wire;

/** A receiver could not be asked. Its message has nothing secret in it: no address beyond the host. */
public final class WireException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whether it makes sense to try again. */
  public enum Kind {
    /** Nobody answered, or not to the end. */
    AWAY,
    /** It must not or cannot be asked as it is. */
    WRONG
  }

  private final Kind kind;

  public WireException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  /** What happened. */
  public String said() {
    return String.valueOf(getMessage());
  }
}
