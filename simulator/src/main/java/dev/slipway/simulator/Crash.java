package dev.slipway.simulator;

/** A server process ends here, between two instructions. An error and not an exception, for nothing may catch it but the run itself. */
final class Crash extends Error {
  private static final long serialVersionUID = 1L;

  Crash(String where) {
    super("crash " + where, null, false, false);
  }
}
