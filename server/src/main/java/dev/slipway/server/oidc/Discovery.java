package dev.slipway.server.oidc;

import com.fasterxml.jackson.databind.JsonNode;

/** What a provider says about itself (OpenID Connect Discovery 1.0). */
public final class Discovery {
  private Discovery() {}

  /**
   * The document of an issuer.
   *
   * @throws ProviderAwayException when there is none, or it speaks for another issuer
   */
  public static JsonNode of(String issuer, Fetch fetch) {
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    JsonNode document = fetch.get(base + "/.well-known/openid-configuration");
    if (!document.path("issuer").asText().equals(issuer)) {
      throw new ProviderAwayException("what is at " + issuer + " speaks for " + document.path("issuer").asText()
          + "; name the issuer as it names itself");
    }
    return document;
  }
}
