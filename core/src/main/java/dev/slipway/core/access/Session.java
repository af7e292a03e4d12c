package dev.slipway.core.access;

import dev.slipway.core.release.Digest;
import java.time.Instant;
import java.util.Set;

/**
 * Somebody who signed in in a browser. The secret itself is in the browser alone.
 *
 * @param id unique, and no secret
 * @param name who signed in
 * @param groups as the issuer said them then
 * @param issuer who vouched for it: what is not believed any more ends the session too
 * @param digest SHA-256 of the whole secret
 * @param begunAt wall-clock time
 * @param expiresAt wall-clock time
 */
public record Session(String id, String name, Set<String> groups, String issuer, Digest digest, Instant begunAt, Instant expiresAt) {
  public Session {
    groups = Set.copyOf(groups);
  }

  /** Whether it counts at a moment. */
  public boolean livesAt(Instant now) {
    return now.isBefore(expiresAt);
  }
}
