package dev.slipway.adapters.docker;

import dev.slipway.core.spi.OutsideException;

/** The engine answered, and would not. */
final class EngineRefusal extends OutsideException {
  private static final long serialVersionUID = 1L;
  private static final int CONFLICT = 409;
  private final int status;

  EngineRefusal(int status, String message, Throwable cause) {
    super("SLW-3103", message, cause);
    this.status = status;
  }

  /** Whether something of that name is there already, or is under way. */
  boolean conflict() {
    return status == CONFLICT;
  }
}
