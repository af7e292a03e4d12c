package dev.slipway.cli;

/** A command that cannot go on: what happened, what it means, what to do. */
public class CliException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int exit;

  /**
   * A failure that people read.
   *
   * @param exit one of {@link Exit}
   * @param message with its stable code in front
   */
  public CliException(int exit, String message) {
    super(message);
    this.exit = exit;
  }

  /** A failure that people read, with what caused it. */
  public CliException(int exit, String message, Throwable cause) {
    super(message, cause);
    this.exit = exit;
  }

  /** One of {@link Exit}. */
  public int exit() {
    return exit;
  }

  /** What people read. */
  public String said() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
