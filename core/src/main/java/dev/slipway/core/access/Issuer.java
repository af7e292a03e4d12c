package dev.slipway.core.access;

import java.util.Set;

/**
 * Who vouches for people and programs by OpenID Connect, and how its tokens are read.
 *
 * @param url of the issuer, as its tokens say it
 * @param clientId of Slipway there
 * @param audiences that a token may be for, beside the client
 * @param nameClaim which says who it is
 * @param groupsClaim which says the groups; empty for none
 * @param prefix before every name and group, so that two issuers do not speak of the same one
 */
public record Issuer(String url, String clientId, Set<String> audiences, String nameClaim, String groupsClaim, String prefix) {
  public Issuer {
    audiences = Set.copyOf(audiences);
  }
}
