package dev.slipway.release;

/** Why a release cannot be planned or cut: a stable code, what happened, what to do. Nothing was changed unless it says so. */
public final class ReleaseException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Kind kind;

  /** What the person who asked can do about it. */
  public enum Kind {
    /** The repository does not allow the release: a check failed. */
    REFUSED,
    /** Wrong use or configuration. */
    WRONG_USE,
    /** It could not be found out, or not be done. */
    UNREACHED
  }

  private ReleaseException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  private ReleaseException(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  /** The repository does not allow it. */
  public static ReleaseException refused(String message) {
    return new ReleaseException(Kind.REFUSED, message);
  }

  /** Wrong use or configuration. */
  public static ReleaseException wrongUse(String message) {
    return new ReleaseException(Kind.WRONG_USE, message);
  }

  /** It could not be found out, or not be done. */
  public static ReleaseException unreached(String message) {
    return new ReleaseException(Kind.UNREACHED, message);
  }

  /** It could not be found out, or not be done, and this is what the machine said. */
  public static ReleaseException unreached(String message, Throwable cause) {
    return new ReleaseException(Kind.UNREACHED, message, cause);
  }

  /** What can be done about it. */
  public Kind kind() {
    return kind;
  }
}
