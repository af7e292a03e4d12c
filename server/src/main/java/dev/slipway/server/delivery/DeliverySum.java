package dev.slipway.server.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts the rollouts of many targets as they come, and of the time before beside. */
public final class DeliverySum {
  private final Instant from;
  private final Instant to;
  private final Map<String, DeliveryCount> now = new HashMap<>();
  private final Map<String, DeliveryCount> before = new HashMap<>();

  /**
   * Begins.
   *
   * @param from inclusive
   * @param to exclusive
   */
  public DeliverySum(Instant from, Instant to) {
    this.from = from;
    this.to = to;
  }

  /** Counts the next one of a target. */
  public void next(String target, Delivered rollout) {
    now.computeIfAbsent(target, t -> count(Optional.empty())).next(rollout);
    before.computeIfAbsent(target, t -> count(Optional.of(from))).next(rollout);
  }

  private DeliveryCount count(Optional<Instant> end) {
    return end.isPresent() ? new DeliveryCount(end.get().minus(Duration.between(from, to)), end.get()) : new DeliveryCount(from, to);
  }

  /** Over all targets. */
  public DeliveryView.OfTarget shown() {
    return DeliveryView.OfTarget.of("all", sum(now, count(Optional.empty())), sum(before, count(Optional.of(from))));
  }

  private static DeliveryCount sum(Map<String, DeliveryCount> counts, DeliveryCount all) {
    counts.values().forEach(all::add);
    return all;
  }
}
