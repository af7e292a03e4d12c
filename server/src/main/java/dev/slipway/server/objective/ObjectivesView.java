package dev.slipway.server.objective;

import java.util.List;
import java.util.Optional;

/** Targets and what became of their objectives. */
public record ObjectivesView(List<OfTarget> targets) {

  /**
   * Of one target.
   *
   * @param spent what a deploy meets when a budget is spent: warn or refuse
   */
  public record OfTarget(String target, String spent, List<OfObjective> objectives) {}

  /**
   * One objective.
   *
   * @param objective as it is written
   * @param percent of requests that are to be good
   * @param requests of its window
   * @param bad of them
   * @param good percent of them, absent without requests
   * @param left share of the budget, below 0 when it is overdrawn
   * @param leftRequests bad ones that may still come
   * @param leftMinutes of a total outage at the usual traffic
   * @param isSpent whether nothing is left
   * @param trend stretches of its window, oldest first
   * @param coverage percent of the time in which a metric is known, absent where the router counts
   * @param trouble why a metric is not known just now
   */
  public record OfObjective(
      String indicator, String objective, double percent, long requests, long bad, Optional<Double> good, double left, double leftRequests,
      double leftMinutes, boolean isSpent, List<Burn> burn, List<Point> trend, Optional<Double> coverage,
      Optional<String> trouble) {}

  /**
   * How fast the budget burns.
   *
   * @param minutes the last so many
   * @param rate 1 spends the budget exactly in its window
   * @param threshold from which on it alerts, when the last twelfth of the minutes burns as fast
   */
  public record Burn(long minutes, double rate, double threshold, boolean alerts, boolean urgent) {}

  /**
   * What was counted in a stretch of the window.
   *
   * @param at when it began, ISO 8601
   */
  public record Point(String at, long requests, long bad) {}
}
