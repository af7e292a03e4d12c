package dev.slipway.server.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Set;

/** Whether a public key of a provider made a signature. Nothing with a shared secret, and never nothing, counts as one. */
final class Signature {
  private static final Set<JWSAlgorithm> ALLOWED = Set.of(
      JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256, JWSAlgorithm.PS384, JWSAlgorithm.PS512,
      JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512, JWSAlgorithm.EdDSA);
  /** What stands before the 32 bytes of an Ed25519 key in its X.509 form (RFC 8410). */
  private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

  private Signature() {}

  /** Whether a token may be signed so at all. */
  static boolean allowed(JWSHeader header) {
    return ALLOWED.contains(header.getAlgorithm()) && (header.getCriticalParams() == null || header.getCriticalParams().isEmpty());
  }

  /** Whether the key signed it, and is for that. */
  static boolean by(JWK key, SignedJWT token) {
    JWSAlgorithm algorithm = token.getHeader().getAlgorithm();
    boolean forThis = (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
        && (key.getAlgorithm() == null || key.getAlgorithm().equals(algorithm));
    try {
      return forThis && switch (key) {
        case RSAKey rsa when JWSAlgorithm.Family.RSA.contains(algorithm) -> token.verify(new RSASSAVerifier(rsa.toRSAPublicKey()));
        case ECKey ec when JWSAlgorithm.Family.EC.contains(algorithm) -> verified(token, new ECDSAVerifier(ec.toECPublicKey()));
        case OctetKeyPair ed when algorithm.equals(JWSAlgorithm.EdDSA) && ed.getCurve().equals(Curve.Ed25519) -> edwards(ed, token);
        default -> false;
      };
    } catch (JOSEException | GeneralSecurityException e) {
      return false; // A key that does not fit the signature did not make it.
    }
  }

  private static boolean verified(SignedJWT token, JWSVerifier verifier) throws JOSEException {
    return verifier.supportedJWSAlgorithms().contains(token.getHeader().getAlgorithm()) && token.verify(verifier);
  }

  private static boolean edwards(OctetKeyPair key, SignedJWT token) throws GeneralSecurityException {
    byte[] x = key.getX().decode();
    byte[] encoded = java.util.Arrays.copyOf(ED25519, ED25519.length + x.length);
    System.arraycopy(x, 0, encoded, ED25519.length, x.length);
    PublicKey open = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
    java.security.Signature check = java.security.Signature.getInstance("Ed25519");
    check.initVerify(open);
    check.update(token.getSigningInput());
    return check.verify(token.getSignature().decode());
  }
}
