package dev.slipway.adapters.yaml;

/** The problem is noted, and the rest of the file would make no sense. */
final class StopReading extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StopReading() {
    super("the problem is noted", null, false, false);
  }
}
