package dev.slipway.server.state;

/** The server does not start; nothing was changed. */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int WRONG_USE = 2;
  private static final int CANNOT = 3;
  private final String code;
  private final int exitCode;

  private StartException(String code, String message, int exitCode) {
    super(message.startsWith(code) ? message : code + " " + message);
    this.code = code;
    this.exitCode = exitCode;
  }

  /** Something that the one who starts it can change. */
  public static StartException wrongUse(String code, String message) {
    return new StartException(code, message, WRONG_USE);
  }

  /** Something outside does not allow it now. */
  public static StartException cannot(String code, String message) {
    return new StartException(code, message, CANNOT);
  }

  public String code() {
    return code;
  }

  /** 2 wrong use or configuration, 3 could not. */
  public int exitCode() {
    return exitCode;
  }
}
