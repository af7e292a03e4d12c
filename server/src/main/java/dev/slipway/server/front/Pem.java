package dev.slipway.server.front;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A certificate with its key, from two PEM files (RFC 7468).
 *
 * @param chain the server's own first
 */
record Pem(List<X509Certificate> chain, PrivateKey key) {
  private static final Pattern KEY = Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final Map<String, String> SIGNATURES = Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");
  private static final int MOST_BYTES = 1 << 20;

  Pem {
    chain = List.copyOf(chain);
  }

  /**
   * Reads both.
   *
   * @throws GeneralSecurityException what they hold cannot be used; the message says why
   */
  static Pem read(TlsFiles files) throws IOException, GeneralSecurityException {
    List<X509Certificate> chain =
        CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes(files.certificate()))).stream()
            .filter(X509Certificate.class::isInstance).map(X509Certificate.class::cast).toList();
    if (chain.isEmpty()) {
      throw new GeneralSecurityException(files.certificate() + " holds no certificate");
    }
    String text = new String(bytes(files.key()), StandardCharsets.US_ASCII);
    Matcher found = KEY.matcher(text);
    if (!found.find()) {
      throw new GeneralSecurityException(files.key() + " holds no PKCS #8 key; make one of it with: openssl pkcs8 -topk8 -nocrypt -in KEY");
    }
    Pem pem = new Pem(chain, key(Base64.getMimeDecoder().decode(found.group(1)), files.key()));
    pem.fits(files);
    return pem;
  }

  private static byte[] bytes(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(file + " is larger than " + MOST_BYTES + " bytes");
    }
    return Files.readAllBytes(file);
  }

  private static PrivateKey key(byte[] encoded, Path file) throws GeneralSecurityException {
    for (String kind : SIGNATURES.keySet()) {
      try {
        return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (InvalidKeySpecException e) {
        continue; // It is of another kind; which one only trying tells.
      }
    }
    throw new GeneralSecurityException(file + " holds a key that is neither RSA nor EC nor Ed25519");
  }

  /** Handshakes would fail one by one otherwise, each without a word to who could mend it. */
  private void fits(TlsFiles files) throws GeneralSecurityException {
    byte[] text = {1, 2, 3};
    Signature signature = Signature.getInstance(SIGNATURES.getOrDefault(key.getAlgorithm(), key.getAlgorithm()));
    signature.initSign(key);
    signature.update(text);
    byte[] signed = signature.sign();
    String owner = chain.getFirst().getPublicKey().getAlgorithm();
    if (owner.equals(key.getAlgorithm())) {
      signature.initVerify(chain.getFirst());
      signature.update(text);
      if (signature.verify(signed)) {
        return;
      }
    }
    throw new GeneralSecurityException("the key in " + files.key() + " is not that of the certificate in " + files.certificate());
  }

  KeyStore store() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry("slipway", key, new char[0], chain.toArray(new Certificate[0]));
    return store;
  }
}
