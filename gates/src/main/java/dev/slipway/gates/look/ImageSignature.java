package dev.slipway.gates.look;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;

/** A signature in cosign's form over the digest of an image. */
record ImageSignature(OciLayout layout, Voucher voucher) {
  private static final String ANNOTATION = "dev.cosignproject.cosign/signature";
  private static final String TYPE = "cosign container image signature";

  /** Who holds the private half of a key. */
  static Voucher by(PublicKey key) {
    return (payload, annotations) -> Signing.verifies(key, payload, annotations.path(ANNOTATION).asText());
  }

  /** Whether one of the signatures of this image is the voucher's and speaks of this image. */
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
    Path payload = layout.verified(digest);
    JsonNode claim = layout.blob(digest).path("critical");
    try {
      return claim.path("type").asText().equals(TYPE) && claim.at("/image/docker-manifest-digest").asText().equals(image.digest())
          && Files.size(payload) <= Signing.MOST_BYTES && voucher.vouches(Files.readAllBytes(payload), layer.path("annotations"));
    } catch (IOException e) {
      return false; // what cannot be read vouches for nothing
    }
  }
}
