package dev.slipway.core.objective;

import java.time.Duration;
import java.util.function.Function;

/**
 * When a budget burns so fast that somebody must know: in a long window, so that it matters, and in one of a twelfth of it, so that it
 * still goes on ("The Site Reliability Workbook", chapter 5, multiwindow, multi-burn-rate alerts, table 5-8).
 */
public enum BurnAlert {
  /** 2 % of the budget in an hour: wake somebody. */
  FAST(0.02, Duration.ofHours(1), true),
  /** 5 % of the budget in six hours: wake somebody. */
  STEADY(0.05, Duration.ofHours(6), true),
  /** 10 % of the budget in three days: a ticket. */
  SLOW(0.10, Duration.ofDays(3), false);

  private static final int SHORT_PART = 12;

  private final double share;
  private final Duration window;
  private final boolean urgent;

  BurnAlert(double share, Duration window, boolean urgent) {
    this.share = share;
    this.window = window;
    this.urgent = urgent;
  }

  /** The long window. */
  public Duration window() {
    return window;
  }

  /** The short window. */
  public Duration shortWindow() {
    return window.dividedBy(SHORT_PART);
  }

  /** Whether somebody should be woken. */
  public boolean urgent() {
    return urgent;
  }

  /** The burn rate from which on it alerts: 14.4, 6 and 1 where the budget is for 30 days. */
  public double threshold(Objective objective) {
    return share * objective.over().toMillis() / window.toMillis();
  }

  /**
   * Whether it alerts.
   *
   * @param last what was counted in the last stretch of so much time
   */
  public boolean burns(Objective objective, Function<Duration, Tallied> last) {
    double threshold = threshold(objective);
    // The short one first: most of the time it is enough, and there is less to add up.
    return Budget.burnRate(objective, last.apply(shortWindow())) >= threshold
        && Budget.burnRate(objective, last.apply(window)) >= threshold;
  }
}
