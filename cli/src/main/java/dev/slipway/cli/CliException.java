package dev.slipway.cli;

import dev.slipway.server.state.StartException;

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

  /** What the server's side would not do, as it said it. */
  public static CliException of(StartException e) {
    return new CliException(e.exitCode(), String.valueOf(e.getMessage()), e);
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
