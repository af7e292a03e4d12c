package dev.slipway.adapters.task;

/** Asks nothing: for tasks that are not about suites. */
final class Nobody {
  static final Asking ASKS = (target, work, address, folder) -> new Asking.Answer(true, "", "0 checks");

  private Nobody() {}
}
