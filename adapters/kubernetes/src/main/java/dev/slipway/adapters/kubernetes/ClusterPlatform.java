package dev.slipway.adapters.kubernetes;

import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.Shipment;
import dev.slipway.core.rollout.TargetId;
import dev.slipway.core.spi.Platform;
import java.util.Optional;
import java.util.Set;

/** Instances as pods of a team's own Deployment or StatefulSet, which is taken as it is. */
public sealed interface ClusterPlatform extends Platform permits KubernetesPlatform, OrderedPlatform {

  /** Keeps what pods of an image would be like now, with the configuration that they name. */
  @Override
  Digest stage(Shipment artifact);

  /** The digest under which what pods of an image would be like now would be kept; nothing is written. */
  Digest digest(Shipment artifact);

  /** Whether a release can be started again. */
  boolean keeps(Release release);

  /** Lets go of what is kept of all but these releases. */
  void sweep(Set<Digest> keep);

  /** What runs in what the team made; nothing when it runs nothing. */
  Optional<Standing> standing();

  /** Takes what the team made for a release, as it is. */
  void adopt(TargetId target, Release release);

  /** Refuses a target that somebody else rolls out to: whoever knows nothing of its releases would take them away. */
  void free(TargetId target);

  /** Refuses objects of the team's that cannot be used. */
  void check();
}
