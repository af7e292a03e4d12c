package dev.slipway.server.delivery;

import dev.slipway.engine.store.PastRollout;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was delivered to one target in one stretch of time, by the definitions of DORA (dora.dev, "software delivery performance metrics"),
 * read for rollouts: a deploy that did not come to its end, or was taken back, is a failed change.
 *
 * @param days how long
 * @param deploys that ended
 * @param promoted of them
 * @param failed went back, or were promoted and taken back by the next rollback
 * @param rework promoted deploys right after a failed one: they were needed to mend it
 * @param leadSeconds from commit to promotion, of those whose commit's time is known; in order of size
 * @param durationSeconds of promoted rollouts, in order of size
 * @param recoverySeconds from the start of a deploy that went back to its end; from the promotion of one that was taken back to the end of
 *     the rollback; in order of size
 * @param rollbackSeconds of rollbacks from being asked for to their end, in order of size
 */
record Period(
    double days, int deploys, int promoted, int failed, int rework, List<Double> leadSeconds, List<Double> durationSeconds,
    List<Double> recoverySeconds, List<Double> rollbackSeconds) {

  /**
   * Counts the rollouts that ended in a stretch of time.
   *
   * @param oldestFirst all rollouts of one target, those before {@code from} among them
   * @param from inclusive
   * @param to exclusive
   */
  static Period of(List<PastRollout> oldestFirst, Instant from, Instant to) {
    DeliveryCount count = new DeliveryCount(from, to);
    oldestFirst.stream().flatMap(Delivered::of).forEach(count::next);
    return count.period();
  }

  /** The value in the middle, by the nearest rank; absent where there is none. */
  static Optional<Double> median(List<Double> sorted) {
    return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get((sorted.size() - 1) / 2));
  }
}
