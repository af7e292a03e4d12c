package dev.slipway.core.spi;

import dev.slipway.core.release.Digest;
import dev.slipway.core.release.Release;
import dev.slipway.core.release.Shipment;
import dev.slipway.core.rollout.InstanceId;
import dev.slipway.core.rollout.PlatformSeen;
import dev.slipway.core.rollout.TargetId;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where instances run. Every call may be made again at any time, after any crash, with the same effect as once.
 *
 * <p>Failures are {@link OutsideException}.
 */
public interface Platform {

  /** The instances of a target that exist now, read from the outside and never from memory of what was asked. */
  PlatformSeen observe(TargetId target);

  /**
   * Makes the instances of a target exactly these: starts those that are missing, starts dead ones again after a backoff, and stops the
   * others with SIGTERM, their grace, then SIGKILL. Returns without waiting for any of it; {@link #observe} tells when it is true.
   *
   * @param running what should run
   * @param leaving what still drains: neither stopped nor started again
   * @param epoch an epoch below the highest seen for the target is refused
   */
  void converge(TargetId target, Map<InstanceId, Release> running, Set<InstanceId> leaving, long epoch);

  /**
   * Brings an artifact into the platform's own keeping, so that neither starting nor going back needs the place it came from.
   *
   * @return the digest under which it is kept
   */
  Digest stage(Shipment artifact) throws IOException;

  /**
   * What an instance wrote: its last lines, or, after a place, the whole lines that follow there, none of them left out. What has no end
   * of line yet is among the last lines only, and comes once more when it is whole.
   *
   * @param after {@link LogPart#next} of the part before
   * @param lines at most so many
   */
  LogPart logs(TargetId target, InstanceId instance, Optional<String> after, int lines) throws IOException;
}
