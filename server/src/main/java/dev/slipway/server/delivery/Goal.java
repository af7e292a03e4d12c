package dev.slipway.server.delivery;

import java.util.Optional;
import java.util.function.Function;

/** What is measured of delivery, and what a good team reaches. */
enum Goal {
  DEPLOYMENT_FREQUENCY("deployment-frequency", "promoted deploys in 30 days", 2, true, p -> Optional.of(p.promoted() * 30.0 / p.days())),
  LEAD_TIME("lead-time", "hours from commit to promotion, median", 24, false, p -> Period.median(p.leadSeconds()).map(s -> s / 3_600)),
  CHANGE_FAILURE_RATE("change-failure-rate", "share of deploys that went back or were taken back", 0.05, false,
      p -> share(p.failed(), p.deploys())),
  RECOVERY_TIME("recovery-time", "minutes that a failed deploy lasted, median", 60, false,
      p -> Period.median(p.recoverySeconds()).map(s -> s / 60)),
  REWORK_RATE("rework-rate", "share of promoted deploys that mended a failed one", 0.05, false, p -> share(p.rework(), p.promoted())),
  SUCCESS_RATE("success-rate", "share of deploys that were promoted", 0.99, true, p -> share(p.promoted(), p.deploys())),
  DURATION("duration", "minutes of a promoted rollout, median", 15, false, p -> Period.median(p.durationSeconds()).map(s -> s / 60)),
  ROLLBACK_TIME("rollback-time", "seconds of a rollback, median", 60, false, p -> Period.median(p.rollbackSeconds()));

  private final String word;
  private final String unit;
  private final double goal;
  private final boolean more;
  private final Function<Period, Optional<Double>> value;

  Goal(String word, String unit, double goal, boolean more, Function<Period, Optional<Double>> value) {
    this.word = word;
    this.unit = unit;
    this.goal = goal;
    this.more = more;
    this.value = value;
  }

  private static Optional<Double> share(int part, int whole) {
    return whole == 0 ? Optional.empty() : Optional.of((double) part / whole);
  }

  /** Of one stretch of time beside the one before; rounded to what people read. */
  DeliveryView.Figure of(Period now, Period before) {
    Optional<Double> is = value.apply(now);
    Optional<Double> was = value.apply(before).map(Goal::rounded);
    Optional<String> trend = is.map(Goal::rounded).flatMap(v -> was.map(w -> v.equals(w) ? "same" : v > w == more ? "better" : "worse"));
    return new DeliveryView.Figure(word, unit, is.map(Goal::rounded), was, trend, goal, is.map(v -> more ? v >= goal : v <= goal));
  }

  private static double rounded(double value) {
    return Math.round(value * 1_000) / 1_000.0;
  }
}
