package dev.slipway.server.api;

import java.io.IOException;

/** The client of a stream reads no more. */
final class ClientGone extends IOException {
  private static final long serialVersionUID = 1L;

  ClientGone(IOException cause) {
    super(cause);
  }
}
