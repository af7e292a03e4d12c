package dev.slipway.cli;

/** What an exit status means. */
public final class Exit {
  /** Done. */
  public static final int DONE = 0;

  /** Rolled back, or a check failed. */
  public static final int WENT_BACK = 1;

  /** Wrong use or configuration; nothing was changed. */
  public static final int WRONG_USE = 2;

  /** Could not reach or decide. */
  public static final int UNREACHED = 3;

  private Exit() {}
}
