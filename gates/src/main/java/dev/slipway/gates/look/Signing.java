package dev.slipway.gates.look;

import dev.slipway.gates.report.GateFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Keys, certificates and signatures as they lie in files. */
final class Signing {
  static final int MOST_BYTES = 1 << 20;

  private Signing() {}

  /** Whether a signature in Base64 over some bytes belongs to a key: ECDSA or RSA with SHA-256, or Ed25519. */
  static boolean verifies(PublicKey key, byte[] signed, String signature) {
    try {
      Signature verifier = Signature.getInstance(switch (key.getAlgorithm()) {
        case "EC" -> "SHA256withECDSA";
        case "RSA" -> "SHA256withRSA";
        default -> "Ed25519";
      });
      verifier.initVerify(key);
      verifier.update(signed);
      return verifier.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false; // not a signature at all is no signature
    }
  }

  /** The public key in a file. */
  static PublicKey key(Path pem) {
    String text = text(pem);
    String body = text.replaceAll("(?s).*-----BEGIN PUBLIC KEY-----|-----END PUBLIC KEY-----.*", "").replaceAll("\\s", "");
    if (text.contains("-----BEGIN PUBLIC KEY-----")) {
      for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
        Optional<PublicKey> key = of(algorithm, body);
        if (key.isPresent()) {
          return key.get();
        }
      }
    }
    throw unusable(pem, "it holds no public key of ECDSA, RSA or Ed25519",
        "Name a PEM file that begins with BEGIN PUBLIC KEY, as cosign.pub");
  }

  /** All certificates in a file. */
  static List<X509Certificate> certificates(Path pem) {
    try {
      List<X509Certificate> read = certificates(text(pem));
      if (!read.isEmpty()) {
        return read;
      }
    } catch (CertificateException e) {
      throw unusable(pem, String.valueOf(e.getMessage()), "Name a PEM file of certificates");
    }
    throw unusable(pem, "it holds no certificate", "Name a PEM file of certificates, as Sigstore publishes its roots");
  }

  /** All certificates in a text. */
  static List<X509Certificate> certificates(String text) throws CertificateException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).stream()
        .filter(X509Certificate.class::isInstance).map(X509Certificate.class::cast).toList();
  }

  private static Optional<PublicKey> of(String algorithm, String body) {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(body))));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return Optional.empty(); // it is of another algorithm
    }
  }

  private static String text(Path pem) {
    try {
      return Files.size(pem) > MOST_BYTES ? "" : Files.readString(pem);
    } catch (IOException e) {
      throw unusable(pem, String.valueOf(e), "Name a PEM file");
    }
  }

  private static GateFault unusable(Path pem, String why, String then) {
    return GateFault.failed("SLW-6153", "the key " + pem + " cannot be used: " + why, then);
  }
}
