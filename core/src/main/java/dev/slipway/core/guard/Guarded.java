package dev.slipway.core.guard;

import dev.slipway.core.release.Digest;
import java.util.List;
import java.util.Optional;

/**
 * What a deploy brings for the guard of its environment.
 *
 * @param guard as its slipway.yaml says it
 * @param policy digest of how the rollout proceeds, with where it is reached
 * @param proven whether the name of who asks is proven by a credential of theirs
 * @param override an admin's word that it begins all the same
 */
public record Guarded(Guard guard, Digest policy, boolean proven, Optional<Override> override) {

  /**
   * An admin's word that a guard does not hold this once.
   *
   * @param reason why
   * @param what it was that stood in the way and is known already
   */
  public record Override(String reason, List<String> what) {
    public Override {
      what = List.copyOf(what);
    }
  }
}
