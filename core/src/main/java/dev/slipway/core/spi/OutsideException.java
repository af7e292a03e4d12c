package dev.slipway.core.spi;

/** Something outside could not be reached or refused. The engine holds what is in force, tells, and tries again. */
public class OutsideException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String code;

  /**
   * A failure with its stable code.
   *
   * @param code {@code SLW-3xxx} for a platform, {@code SLW-4xxx} for a router
   */
  public OutsideException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** A failure with its stable code and the exception behind it. */
  public OutsideException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** What happened, never empty. */
  public String said() {
    String message = getMessage();
    return message == null ? code : message;
  }

  /** The stable code. */
  public String code() {
    return code;
  }
}
