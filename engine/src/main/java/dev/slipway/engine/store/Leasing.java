package dev.slipway.engine.store;

import dev.slipway.core.rollout.TargetId;
import java.time.Duration;
import java.util.Optional;

/** Who works on which target, and until when. */
interface Leasing {

  /** As {@link dev.slipway.core.spi.Store#lease} says. */
  Optional<Long> lease(TargetId target, String owner, Duration length);
}
