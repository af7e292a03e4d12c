package dev.slipway.engine.loop;

import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.UnderWay;
import java.time.Duration;

/** How long until a target is looked at again when nothing else wakes it. */
public final class Pace {
  /** While something is about to be true: starting, shifting, going back, checks on their way. */
  static final Duration EAGER = Duration.ofMillis(40);

  /** While nothing is under way: dead instances are noticed within this. */
  static final Duration IDLE = Duration.ofMillis(500);

  private Pace() {}

  /**
   * The wait after a turn. A turn that changed or did something is followed up at once. Where another server works, or the store does not
   * answer, nothing is gained by asking often.
   */
  public static Duration after(Tick tick) {
    if (tick.changed()) {
      return Duration.ZERO;
    }
    if (tick.seen().isEmpty()) {
      return IDLE;
    }
    if (tick.state().rollout().isEmpty()) {
      return tick.acted() ? EAGER : IDLE;
    }
    Rollout rollout = tick.state().rollout().get();
    if (rollout.awaiting()) {
      return tick.acted() ? EAGER : IDLE;
    }
    if (!(rollout.phase() instanceof Phase.Baking) || UnderWay.task(tick.state()).isPresent()) {
      return EAGER;
    }
    Duration left = UnderWay.untilBatch(rollout, tick.seen().get().at());
    Duration wait = left.isZero() ? UnderWay.batchInterval(rollout).dividedBy(2) : left;
    return wait.compareTo(IDLE) > 0 ? IDLE : wait;
  }
}
