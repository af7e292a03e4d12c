package dev.slipway.server.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is under way in one target. */
public record RolloutView(
    long number,
    String kind,
    ReleaseView candidate,
    Optional<ReleaseView> from,
    String by,
    Instant startedAt,
    String strategy,
    String phase,
    Instant phaseSince,
    int step,
    int steps,
    int weight,
    List<GateView> gates,
    List<StepView> plan,
    Optional<Paused> paused,
    Optional<String> held,
    Optional<Long> bakeMillis,
    Optional<Long> bakeLeftMillis,
    Optional<String> task,
    Optional<Approved> approved,
    Optional<ClearanceView> clearance,
    Optional<GoingBack> goingBack,
    List<TriggerView> triggers,
    Optional<JudgeView> judge,
    List<Measurement> measurements) {

  /** Who paused it. */
  public record Paused(String by, String reason, Instant at) {}

  /** Who let a step pass. */
  public record Approved(String by, int step, boolean full) {}

  /** Why it goes back, and where that has come to. */
  public record GoingBack(String cause, String reason, String stage) {}

  /** One trigger and how far it has come. {@code limit} and {@code last} are shares or milliseconds, by the measure. */
  public record TriggerView(
      String text, String measure, double limit, Optional<Double> last, long sustainedMillis, long breachedMillis, boolean fired) {}

  /** What the router counted for one release since the rollout began, or since the server did if that was later. */
  public record Measurement(
      String release,
      String role,
      Instant since,
      long requests,
      long errors,
      double errorShare,
      long connectFailures,
      long inFlight,
      Optional<Double> p50Millis,
      Optional<Double> p95Millis,
      Optional<Double> p99Millis) {}
}
