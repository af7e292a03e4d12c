package dev.slipway.server.deploy;

import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Platform;

/** Where the instances of targets run: a target's releases may be on more than one platform while it moves between them. */
@FunctionalInterface
public interface Platforms {
  /** Everything that the releases of a target run on, as one. */
  Platform of(TargetState state);
}
