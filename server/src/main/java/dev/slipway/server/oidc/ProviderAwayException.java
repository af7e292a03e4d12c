package dev.slipway.server.oidc;

/** A provider does not answer, or not with what it should. */
public final class ProviderAwayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ProviderAwayException(String message) {
    super(message);
  }

  ProviderAwayException(String message, Throwable cause) {
    super(message, cause);
  }
}
