package dev.slipway.server.oidc;

import com.fasterxml.jackson.databind.JsonNode;

/** Asks a provider for a small JSON document. */
@FunctionalInterface
public interface Fetch {
  /**
   * The document at an address.
   *
   * @throws ProviderAwayException when there is none to be had
   */
  JsonNode get(String url);
}
