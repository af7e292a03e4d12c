package dev.slipway.server;

import dev.slipway.core.rollout.Phase;
import dev.slipway.core.rollout.Rollout;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Store;
import java.time.Instant;

/** The latest moment that anything was decided at: a wall clock set back since must not take steady time before it. */
final class LastMoment {
  private LastMoment() {}

  static Instant of(Store store) {
    Instant latest = Instant.MIN;
    for (TargetId target : store.targets()) {
      Instant moment = store.load(target).state().rollout().map(LastMoment::of).orElse(Instant.MIN);
      latest = moment.isAfter(latest) ? moment : latest;
    }
    return latest;
  }

  private static Instant of(Rollout rollout) {
    Phase phase = rollout.phase();
    Instant since = phase.since();
    return rollout.watching().map(Rollout.Watching::at).filter(since::isBefore).orElse(since);
  }
}
