package dev.slipway.server.oidc;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What a token of a provider proves.
 *
 * @param until wall-clock time at which it ends
 * @param branch that a CI run works on
 */
public record Proven(String name, Set<String> groups, Instant until, Optional<String> branch) {
  public Proven {
    groups = Set.copyOf(groups);
  }
}
