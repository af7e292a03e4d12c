package dev.slipway.core.access;

import java.time.Instant;
import java.util.List;

/** One change of who may do what. */
public sealed interface AccessChange {

  /** A token was made. */
  record TokenMade(ApiToken token) implements AccessChange {}

  /** A token does not count any more, and none that was made with it. */
  record TokenRevoked(String id, Instant at) implements AccessChange {}

  /** Somebody was given a role. */
  record RoleGranted(Holding holding) implements AccessChange {}

  /** A role was taken back. */
  record RoleWithdrawn(Holding holding) implements AccessChange {}

  /** Others vouch for people from now on. */
  record IssuersSet(List<Issuer> issuers) implements AccessChange {
    public IssuersSet {
      issuers = List.copyOf(issuers);
    }
  }

  /** Somebody signed in in a browser. */
  record SessionBegun(Session session) implements AccessChange {}

  /** Somebody signed out, or was. */
  record SessionEnded(String id) implements AccessChange {}
}
