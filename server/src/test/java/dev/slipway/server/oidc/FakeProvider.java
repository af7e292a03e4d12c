package dev.slipway.server.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/** A provider with real keys, which can be away, and whose keys can change. */
final class FakeProvider implements Fetch {
  static final String URL = "https://id.example.com";

  private final ObjectMapper json = new ObjectMapper();
  final List<JWK> keys = new ArrayList<>();
  boolean away;
  int asked;

  static RSAKey rsa(String id) throws JOSEException {
    return new RSAKeyGenerator(2048).keyID(id).generate();
  }

  static ECKey ec(String id) throws JOSEException {
    return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
  }

  @Override
  public JsonNode get(String url) {
    if (away) {
      throw new ProviderAwayException(url + " does not answer");
    }
    try {
      if (url.endsWith("/jwks")) {
        asked++;
        return json.readTree(new JWKSet(keys).toString(true));
      }
      return json.createObjectNode().put("issuer", URL).put("jwks_uri", URL + "/jwks");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What a sign-in at a moment says. */
  static JWTClaimsSet.Builder claims(Instant at) {
    return new JWTClaimsSet.Builder().issuer(URL).audience("slipway").subject("ann").claim("groups", List.of("release"))
        .issueTime(Date.from(at)).expirationTime(Date.from(at.plusSeconds(300)));
  }

  static String signed(JWK key, JWTClaimsSet claims) throws JOSEException {
    return signed(key, claims, "JWT");
  }

  static String signed(JWK key, JWTClaimsSet claims, String type) throws JOSEException {
    JWSAlgorithm algorithm = key instanceof RSAKey ? JWSAlgorithm.RS256 : JWSAlgorithm.ES256;
    JWSSigner signer = key instanceof RSAKey rsa ? new RSASSASigner(rsa) : new ECDSASigner(key.toECKey());
    SignedJWT token = new SignedJWT(
        new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).type(new JOSEObjectType(type)).build(), claims);
    token.sign(signer);
    return token.serialize();
  }
}
