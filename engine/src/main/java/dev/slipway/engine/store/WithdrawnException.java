package dev.slipway.engine.store;

/** A command that is no longer waited for: it was taken back, its time is over, or it was carried out before. Nothing was committed. */
public final class WithdrawnException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WithdrawnException(String id) {
    super("command " + id + " does not wait any more");
  }
}
