package dev.slipway.server.deploy;

import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.rollout.TargetState;
import dev.slipway.core.spi.Platform;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.TargetSettings;
import java.util.Optional;

/** Where instances run: on this machine, unless the router that they are behind belongs to somewhere else. */
@FunctionalInterface
public interface Places {
  /** The place of a target behind such a router. */
  Place of(TargetState state, Optional<RouterSpec> router);

  /** What knows of instances that were there before Slipway came, of such an environment; where its place itself knows none. */
  default Optional<Standing> standing(EnvironmentConfig environment, TargetSettings settings, TargetState before) {
    return Optional.empty();
  }

  /** Where a target's instances are now. */
  default Place of(TargetState state) {
    return of(state, state.router());
  }

  /**
   * One place.
   *
   * @param standing what knows of instances that were there before Slipway, where the place may have such
   */
  record Place(Platform platform, Shelf shelf, Optional<Standing> standing) {}

  /** Instances that somebody else started, and that can be taken over as they are. */
  interface Standing {

    /**
     * What runs there.
     *
     * @param version as far as it can be told
     * @param artifact digest
     * @param instances how many
     */
    record Found(String version, Digest artifact, int instances) {}

    /** What runs there now, if anything does; refuses what cannot be rolled out to. */
    Optional<Found> look();

    /** Refuses a target of which this server knows nothing, where another one rolls out to it. */
    void free(TargetId target);

    /** Takes it for a release, as it is. */
    void adopt(TargetId target, Release release);
  }
}
