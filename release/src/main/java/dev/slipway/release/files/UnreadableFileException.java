package dev.slipway.release.files;

/** A file that is not of the kind that its name says. */
final class UnreadableFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableFileException(String message, Throwable cause) {
    super(message, cause);
  }

  UnreadableFileException(String message) {
    super(message);
  }
}
