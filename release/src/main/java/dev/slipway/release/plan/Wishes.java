package dev.slipway.release.plan;

import dev.slipway.core.version.SemanticVersion;
import dev.slipway.release.version.Channel;
import java.util.Optional;

/**
 * What the person who asks wants other than by the rules.
 *
 * @param channel instead of the branch's
 * @param version instead of the one the commits lead to
 * @param part only the package of this name
 */
public record Wishes(Optional<Channel> channel, Optional<SemanticVersion> version, Optional<String> part) {
  /** By the rules. */
  public static final Wishes NONE = new Wishes(Optional.empty(), Optional.empty(), Optional.empty());
}
