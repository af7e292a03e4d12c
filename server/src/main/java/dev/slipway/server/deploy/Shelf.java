package dev.slipway.server.deploy;

import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.Shipment;
import dev.slipway.core.rollout.TargetId;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The platform's own keeping of artifacts and logs: looked at, and swept. */
public interface Shelf {
  /** Whether everything that is needed to start a release is kept here. */
  boolean keeps(Release release);

  /** Why the variables of a release cannot all be given to its instances now, if so. */
  default Optional<String> missing(Release release) {
    return Optional.empty();
  }

  /** The digest under which an artifact would be kept. */
  Digest digest(Shipment artifact) throws IOException;

  /**
   * Lets go of what belongs to none of these releases and to no instance.
   *
   * @param keep by target: all releases that somebody may still go back to or look at
   */
  void sweep(Map<TargetId, Set<Release>> keep) throws IOException;
}
