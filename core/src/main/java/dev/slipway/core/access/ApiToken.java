package dev.slipway.core.access;

import dev.slipway.core.release.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A token of the API. The secret itself is known to its owner alone.
 *
 * @param id unique, and no secret
 * @param name who it proves its owner to be
 * @param groups the owner belongs to
 * @param grants what it allows
 * @param scope what it is for
 * @param digest SHA-256 of the whole token
 * @param maker with which credential it was made
 * @param madeBy who made it
 * @param madeAt wall-clock time
 * @param expiresAt wall-clock time
 * @param revokedAt wall-clock time; absent for one that counts
 */
public record ApiToken(
    String id, String name, Set<String> groups, List<Grant> grants, Scope scope, Digest digest, Maker maker, String madeBy,
    Instant madeAt, Instant expiresAt, Optional<Instant> revokedAt) {
  public ApiToken {
    groups = Set.copyOf(groups);
    grants = List.copyOf(grants);
  }

  /** Whether it counts at a moment. */
  public boolean livesAt(Instant now) {
    return revokedAt.isEmpty() && now.isBefore(expiresAt);
  }

  ApiToken revoked(Instant at) {
    return new ApiToken(id, name, groups, grants, scope, digest, maker, madeBy, madeAt, expiresAt, Optional.of(at));
  }
}
