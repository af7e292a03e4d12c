package dev.slipway.simulator.planted;

import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Store;
import java.time.Duration;
import java.util.Optional;

/** All servers hold their leases by one name: whoever takes over gets no epoch of its own, and the one before does not notice. */
final class Namesake extends OtherStore {
  Namesake(Store right) {
    super(right);
  }

  @Override
  public Optional<Long> lease(TargetId target, String owner, Duration length) {
    return super.lease(target, "server", length);
  }
}
