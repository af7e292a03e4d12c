package dev.slipway.gates.look;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who was, at the time of signing, the identity that a certificate of the authority names: cosign's keyless signing, verified offline. The
 * transparency log's own signature, which lies with the image, says when that was and that the log holds this signature; neither is asked.
 *
 * @param roots the authority's certificates; those that sign themselves are trusted
 * @param logKey of the transparency log
 * @param identity as the certificate must name it; {@code *} stands for anything
 * @param issuer who must have said so
 */
record Keyless(List<X509Certificate> roots, PublicKey logKey, String identity, String issuer) implements Voucher {
  private static final String SIGNATURE = "dev.cosignproject.cosign/signature";
  private static final String CERTIFICATE = "dev.sigstore.cosign/certificate";
  private static final String CHAIN = "dev.sigstore.cosign/chain";
  private static final String BUNDLE = "dev.sigstore.cosign/bundle";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public boolean vouches(byte[] payload, JsonNode annotations) {
    try {
      String signature = annotations.path(SIGNATURE).asText();
      List<X509Certificate> given = Signing.certificates(annotations.path(CERTIFICATE).asText());
      if (given.size() != 1 || !Signing.verifies(given.getFirst().getPublicKey(), payload, signature)) {
        return false;
      }
      JsonNode entry = JSON.readTree(annotations.path(BUNDLE).asText());
      return isLogged(entry) && tellsOf(entry.path("Payload"), payload, signature, given.getFirst())
          && isIssued(given.getFirst(), Signing.certificates(annotations.path(CHAIN).asText()),
              entry.at("/Payload/integratedTime").asLong())
          && new SignerIdentity(given.getFirst()).is(identity, issuer);
    } catch (GeneralSecurityException | JsonProcessingException | IllegalArgumentException e) {
      return false; // what cannot be understood vouches for nothing
    }
  }

  /** The log signs the entry in the one order of keys that RFC 8785 allows. */
  private boolean isLogged(JsonNode entry) {
    JsonNode said = entry.path("Payload");
    String signed = "{\"body\":" + said.path("body") + ",\"integratedTime\":" + said.path("integratedTime") + ",\"logID\":"
        + said.path("logID") + ",\"logIndex\":" + said.path("logIndex") + "}";
    return said.path("integratedTime").isIntegralNumber()
        && Signing.verifies(logKey, signed.getBytes(StandardCharsets.UTF_8), entry.path("SignedEntryTimestamp").asText());
  }

  /** An entry of another signature, though the log signed it, says nothing of this one. */
  private static boolean tellsOf(JsonNode said, byte[] payload, String signature, X509Certificate signer)
      throws GeneralSecurityException, JsonProcessingException {
    JsonNode body = JSON.readTree(new String(Base64.getDecoder().decode(said.path("body").asText()), StandardCharsets.UTF_8));
    String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(payload));
    String logged = new String(Base64.getDecoder().decode(body.at("/spec/signature/publicKey/content").asText()), StandardCharsets.UTF_8);
    return body.path("kind").asText().equals("hashedrekord") && body.at("/spec/data/hash/algorithm").asText().equals("sha256")
        && body.at("/spec/data/hash/value").asText().equals(hash) && body.at("/spec/signature/content").asText().equals(signature)
        && Signing.certificates(logged).equals(List.of(signer));
  }

  /** The certificate lives for minutes, so it is held against the time that the log says. */
  private boolean isIssued(X509Certificate signer, List<X509Certificate> chain, long seconds) throws GeneralSecurityException {
    Set<TrustAnchor> anchors = roots.stream().filter(r -> r.getSubjectX500Principal().equals(r.getIssuerX500Principal()))
        .map(r -> new TrustAnchor(r, null)).collect(Collectors.toSet());
    X509CertSelector wanted = new X509CertSelector();
    wanted.setCertificate(signer);
    PKIXBuilderParameters rules = new PKIXBuilderParameters(anchors, wanted);
    List<X509Certificate> between = new ArrayList<>(roots);
    between.addAll(chain);
    between.add(signer);
    rules.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(between)));
    rules.setRevocationEnabled(false);
    rules.setDate(Date.from(java.time.Instant.ofEpochSecond(seconds)));
    CertPathBuilder.getInstance("PKIX").build(rules);
    return true;
  }
}
