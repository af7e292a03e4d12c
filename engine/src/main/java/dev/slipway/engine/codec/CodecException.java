package dev.slipway.engine.codec;

/** JSON that is not what this version of Slipway writes; nothing was taken from it. */
public final class CodecException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Written by a newer Slipway. */
  public static final String NEWER = "SLW-5002";

  /** Not understood. */
  public static final String UNREADABLE = "SLW-5012";

  private final String code;

  CodecException(String code, String message) {
    super(message);
    this.code = code;
  }

  CodecException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** The stable code. */
  public String code() {
    return code;
  }
}
