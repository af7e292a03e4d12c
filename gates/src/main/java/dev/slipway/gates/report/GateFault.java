package dev.slipway.gates.report;

/** Why a gate cannot be said to have passed: its report is absent, old or not to be understood. */
public final class GateFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whether it is a failure, or nobody could look. */
  private final boolean undecided;

  private GateFault(String message, boolean undecided) {
    super(message);
    this.undecided = undecided;
  }

  /**
   * A report that cannot be relied on: a failure.
   *
   * @param code stable, {@code SLW-nnnn}
   * @param what happened, and where
   * @param then what to do
   */
  public static GateFault failed(String code, String what, String then) {
    return new GateFault(code + " " + what + ". Nothing was deployed. " + then, false);
  }

  /** Nobody could look. */
  public static GateFault undecided(String code, String what, String then) {
    return new GateFault(code + " " + what + ". Nothing was deployed. " + then, true);
  }

  /** Whether nobody could look, which lets nothing pass either. */
  public boolean isUndecided() {
    return undecided;
  }

  /** What people read. */
  public String said() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
