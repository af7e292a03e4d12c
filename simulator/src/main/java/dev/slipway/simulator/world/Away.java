package dev.slipway.simulator.world;

import dev.slipway.core.spi.OutsideException;

/** A part that is out of order on purpose. It carries no stack, for thousands are thrown in a second. */
final class Away extends OutsideException {
  private static final long serialVersionUID = 1L;

  Away(String code, String message) {
    super(code, message);
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
