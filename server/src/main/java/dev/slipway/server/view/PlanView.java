package dev.slipway.server.view;

import java.util.List;
import java.util.Optional;

/** What a deploy would do, what it needs, and the worst that can come of it. */
public record PlanView(
    String target,
    String strategy,
    Optional<ReleaseView> stable,
    ReleaseView candidate,
    boolean first,
    boolean alreadySo,
    Optional<String> busy,
    Optional<GuardView> guard,
    List<Action> actions,
    List<StepView> steps,
    Capacity capacity,
    WorstCase worstCase,
    String judge,
    List<String> triggers,
    List<String> gates,
    List<String> checks,
    String wayBack,
    List<Forecast> warnings,
    Optional<String> unchecked) {

  /** One thing that happens. {@code step} is from 1, 0 before the first. */
  public record Action(int step, String text) {}

  /** What the policy cannot do with the traffic there is. {@code step} is from 1, 0 for all of them. */
  public record Forecast(String code, int step, String text, String advice) {}

  /** What the platform must carry. */
  public record Capacity(int instancesNow, int instancesMost, Optional<Long> memoryMostBytes, String note) {}

  /**
   * What a candidate does to users that fails from its first live request on.
   *
   * @param exposedShare of users, 0–1
   * @param detectionMillis until the first trigger fires, absent where none watches requests
   * @param userSeconds share × seconds
   */
  public record WorstCase(double exposedShare, Optional<Long> detectionMillis, Optional<Double> userSeconds, String note) {}
}
