package dev.slipway.server.access;

import dev.slipway.core.access.Maker;
import dev.slipway.core.access.Scope;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody showed to be let in.
 *
 * @param kind of it
 * @param id of a token of the API
 * @param until wall-clock time; absent for one that does not end by itself
 * @param scope what it is for
 * @param branch of the repository that a CI run works on, or {@code tag:} and the tag, as its provider vouches
 * @param maker what a token that is made with it remembers
 */
public record Credential(
    Kind kind, Optional<String> id, Optional<Instant> until, Scope scope, Optional<String> branch, Maker maker) {

  /** What there is to show. */
  public enum Kind {
    /** The server's own token. */
    SERVER,
    /** A token of the API. */
    TOKEN,
    /** A token of somebody who vouches for people. */
    SIGNED_IN
  }

  /** The server's own token. */
  static final Credential SERVER =
      new Credential(Kind.SERVER, Optional.empty(), Optional.empty(), Scope.ALL, Optional.empty(), new Maker.Server());
}
