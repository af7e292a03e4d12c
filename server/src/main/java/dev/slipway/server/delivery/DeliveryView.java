package dev.slipway.server.delivery;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.store.PastRollout;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Delivery to every target in a stretch of time.
 *
 * @param from inclusive
 * @param to exclusive
 */
public record DeliveryView(Instant from, Instant to, List<OfTarget> targets) {

  /**
   * Delivery to one target.
   *
   * @param deploys that ended in it
   */
  public record OfTarget(String target, int deploys, int failed, List<Figure> figures) {}

  /**
   * One figure.
   *
   * @param value absent where nothing was there to be measured
   * @param before the same of the stretch of equal length before
   * @param met whether the value is as good as the goal
   */
  public record Figure(String name, String unit, Optional<Double> value, Optional<Double> before, double goal, Optional<Boolean> met) {}

  /** Computes it from all rollouts of each target, newest first as the journal gives them. */
  public static DeliveryView of(Map<TargetId, List<PastRollout>> newestFirst, Instant from, Instant to) {
    Instant before = from.minus(Duration.between(from, to));
    List<OfTarget> targets = newestFirst.entrySet().stream().map(e -> {
      List<PastRollout> rollouts = e.getValue().reversed();
      Period now = Period.of(rollouts, from, to);
      Period then = Period.of(rollouts, before, from);
      List<Figure> figures = Arrays.stream(Goal.values()).map(g -> g.of(now, then)).toList();
      return new OfTarget(e.getKey().toString(), now.deploys(), now.failed(), figures);
    }).toList();
    return new DeliveryView(from, to, targets);
  }
}
