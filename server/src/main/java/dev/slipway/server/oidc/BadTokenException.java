package dev.slipway.server.oidc;

/** A signed token that proves nothing here; its message says why, for its owner. */
public final class BadTokenException extends Exception {
  private static final long serialVersionUID = 1L;

  BadTokenException(String message) {
    super(message);
  }
}
