package dev.slipway.proxy.listen;

import java.io.IOException;

/** The files of a certificate cannot be used. */
public final class TlsUnreadable extends Exception {
  private static final long serialVersionUID = 1L;

  TlsUnreadable(IOException cause) {
    super(cause.getMessage(), cause);
  }
}
