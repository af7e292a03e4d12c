package dev.slipway.gates.look;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.gates.report.GateFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A signature in cosign's form over the digest of an image, verified with a public key alone: ECDSA or RSA with SHA-256, or Ed25519.
 * Keyless signatures need certificates and a log that cannot be asked from here.
 */
final class ImageSignature {
  private static final String ANNOTATION = "dev.cosignproject.cosign/signature";
  private static final String TYPE = "cosign container image signature";
  private static final int MOST_PAYLOAD = 1 << 20;

  private final OciLayout layout;
  private final PublicKey key;

  ImageSignature(OciLayout layout, Path pem) {
    this.layout = layout;
    this.key = key(pem);
  }

  /** Whether one of the signatures of this image belongs to the key and speaks of this image. */
  boolean isOn(OciLayout.Image image) {
    for (JsonNode manifest : layout.signaturesOf(image.digest())) {
      for (JsonNode layer : manifest.path("layers")) {
        if (holds(image, layer)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean holds(OciLayout.Image image, JsonNode layer) {
    String digest = layer.path("digest").asText();
    String signature = layer.path("annotations").path(ANNOTATION).asText();
    Path payload = layout.verified(digest);
    JsonNode claim = layout.blob(digest).path("critical");
    return claim.path("type").asText().equals(TYPE) && claim.at("/image/docker-manifest-digest").asText().equals(image.digest())
        && verifies(payload, signature);
  }

  private boolean verifies(Path payload, String signature) {
    try {
      if (Files.size(payload) > MOST_PAYLOAD) {
        return false;
      }
      Signature verifier = Signature.getInstance(switch (key.getAlgorithm()) {
        case "EC" -> "SHA256withECDSA";
        case "RSA" -> "SHA256withRSA";
        default -> "Ed25519";
      });
      verifier.initVerify(key);
      verifier.update(Files.readAllBytes(payload));
      return verifier.verify(Base64.getDecoder().decode(signature));
    } catch (GeneralSecurityException | IllegalArgumentException | IOException e) {
      return false; // not a signature at all is no signature
    }
  }

  private static PublicKey key(Path pem) {
    try {
      String text = Files.size(pem) > MOST_PAYLOAD ? "" : Files.readString(pem);
      String body = text.replaceAll("(?s).*-----BEGIN PUBLIC KEY-----|-----END PUBLIC KEY-----.*", "").replaceAll("\\s", "");
      if (text.contains("-----BEGIN PUBLIC KEY-----")) {
        X509EncodedKeySpec spec = new X509EncodedKeySpec(Base64.getDecoder().decode(body));
        for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
          Optional<PublicKey> key = of(algorithm, spec);
          if (key.isPresent()) {
            return key.get();
          }
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw unusable(pem, String.valueOf(e));
    }
    throw unusable(pem, "it holds no public key of ECDSA, RSA or Ed25519");
  }

  private static Optional<PublicKey> of(String algorithm, X509EncodedKeySpec spec) {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePublic(spec));
    } catch (GeneralSecurityException e) {
      return Optional.empty(); // it is of another algorithm
    }
  }

  private static GateFault unusable(Path pem, String why) {
    return GateFault.failed("SLW-6153", "the key " + pem + " cannot be used: "
        + why, "Name a PEM file that begins with BEGIN PUBLIC KEY, as cosign.pub");
  }
}
