package dev.slipway.server.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.slipway.core.access.Issuer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Thousands of signed tokens that are nearly right. */
class MutatedJwtTest {
  private static final int TOKENS = 5_000;
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=+/ ";

  private final FakeProvider provider = new FakeProvider();
  private final Verifier verifier = new Verifier(provider, () -> NOW);
  private final Issuer issuer = new Issuer(FakeProvider.URL, "slipway", Set.of(), "sub", "groups", "");

  @Test
  void of_thousands_of_tokens_that_are_nearly_right_none_proves_anything() throws Exception {
    RSAKey rsa = FakeProvider.rsa("one");
    JWK ec = FakeProvider.ec("two");
    provider.keys.addAll(List.of(rsa, ec));
    RSAKey stranger = FakeProvider.rsa("one");
    JWTClaimsSet claims = FakeProvider.claims(NOW).build();
    List<String> right = List.of(FakeProvider.signed(rsa, claims), FakeProvider.signed(ec, claims));
    for (String token : right) {
      assertEquals("ann", verifier.proven(token, List.of(issuer)).name());
    }
    int refused = 0;
    for (int seed = 0; seed < TOKENS; seed++) {
      Random random = new Random(seed);
      String mutated = mutated(right, rsa, stranger, claims, random);
      if (!right.contains(mutated)) {
        assertThrows(BadTokenException.class, () -> verifier.proven(mutated, List.of(issuer)), "seed " + seed + ": " + mutated);
        refused++;
      }
    }
    assertTrue(refused > TOKENS * 9 / 10, "only " + refused + " were other ones");
  }

  private static String mutated(List<String> right, RSAKey rsa, RSAKey stranger, JWTClaimsSet claims, Random random) throws Exception {
    String token = right.get(random.nextInt(2));
    String[] parts = token.split("\\.");
    int at = random.nextInt(token.length());
    char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
    return switch (random.nextInt(12)) {
      case 0 -> token.substring(0, at) + letter + token.substring(at + 1);
      case 1 -> token.substring(0, at) + (char) (token.charAt(at) ^ (1 << random.nextInt(7))) + token.substring(at + 1);
      case 2 -> token.substring(0, at);
      case 3 -> token + letter;
      case 4 -> parts[0] + "." + parts[1] + ".";
      case 5 -> unsigned(random) + "." + parts[1] + "." + (random.nextBoolean() ? "" : parts[2]);
      case 6 -> shared(rsa, claims, random);
      case 7 -> FakeProvider.signed(stranger, claims);
      case 8 -> embedded(stranger, claims);
      case 9 -> header("{\"alg\":\"RS256\",\"kid\":\"" + (random.nextBoolean() ? "two" : "../one") + "\"}") + "." + parts[1] + "."
          + parts[2];
      case 10 -> parts[0] + "." + header("{\"iss\":\"" + FakeProvider.URL + "\",\"sub\":\"root\",\"aud\":\"slipway\",\"exp\":9999999999}")
          + "." + parts[2];
      default -> right.getFirst().split("\\.")[0] + "." + parts[1] + "." + right.getLast().split("\\.")[2];
    };
  }

  private static String header(String json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  private static String unsigned(Random random) {
    List<String> ways = List.of("none", "None", "NONE", "nOnE", "", "HS256", "RS1", "null");
    return header("{\"alg\":\"" + ways.get(random.nextInt(ways.size())) + "\",\"kid\":\"one\"}");
  }

  /** With the public key taken for a shared secret. */
  private static String shared(RSAKey key, JWTClaimsSet claims, Random random) throws Exception {
    byte[] encoded = key.toRSAPublicKey().getEncoded();
    byte[] secret = random.nextBoolean() ? encoded : key.toPublicJWK().toString().getBytes(StandardCharsets.UTF_8);
    SignedJWT token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), claims);
    token.sign(new MACSigner(secret));
    return token.serialize();
  }

  /** With a key of its own in its header, and an address of more. */
  private static String embedded(RSAKey key, JWTClaimsSet claims) throws Exception {
    SignedJWT token = new SignedJWT(
        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").jwk(key.toPublicJWK())
            .jwkURL(java.net.URI.create("https://evil.example.com/jwks")).build(),
        claims);
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }
}
