package dev.slipway.server.delivery;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.engine.store.PastRollout;
import dev.slipway.server.view.ArchivedView;
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
 * @param archived records of it, and of the time before that it is compared with, that are in archives and were not counted
 */
public record DeliveryView(Instant from, Instant to, List<OfTarget> targets, Optional<ArchivedView> archived) {

  /** The same, and what was not counted. */
  public DeliveryView with(Optional<ArchivedView> more) {
    return new DeliveryView(from, to, targets, more);
  }

  /**
   * Delivery to one target.
   *
   * @param deploys that ended in it
   */
  public record OfTarget(String target, int deploys, int failed, List<Figure> figures) {

    /** Of what was counted in one stretch of time, and in that before. */
    public static OfTarget of(String target, DeliveryCount counted, DeliveryCount countedBefore) {
      return of(target, counted.period(), countedBefore.period());
    }

    private static OfTarget of(String target, Period now, Period then) {
      return new OfTarget(target, now.deploys(), now.failed(), Arrays.stream(Goal.values()).map(g -> g.of(now, then)).toList());
    }
  }

  /**
   * One figure.
   *
   * @param value absent where nothing was there to be measured
   * @param before the same of the stretch of equal length before
   * @param trend better, worse or same than before, where both are known
   * @param met whether the value is as good as the goal
   */
  public record Figure(
      String name, String unit, Optional<Double> value, Optional<Double> before, Optional<String> trend, double goal,
      Optional<Boolean> met) {}

  /** Computes it from all rollouts of each target, newest first as the journal gives them. */
  public static DeliveryView of(Map<TargetId, List<PastRollout>> newestFirst, Instant from, Instant to) {
    Instant before = from.minus(Duration.between(from, to));
    List<OfTarget> targets = newestFirst.entrySet().stream().map(e -> {
      List<PastRollout> rollouts = e.getValue().reversed();
      return OfTarget.of(e.getKey().toString(), Period.of(rollouts, from, to), Period.of(rollouts, before, from));
    }).toList();
    return new DeliveryView(from, to, targets, Optional.empty());
  }
}
