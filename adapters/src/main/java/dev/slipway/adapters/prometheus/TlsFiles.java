package dev.slipway.adapters.prometheus;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.slipway.core.metric.SourceAccess.ClientCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** From PEM files (RFC 7468) to whom this side trusts and what it shows of itself. */
final class TlsFiles {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
  private static final char[] NO_PASSWORD = {};

  private TlsFiles() {}

  static SSLContext context(Optional<String> ca, Optional<ClientCertificate> client) throws Refusal {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      TrustManager[] trusted = ca.isPresent() ? trusting(ca.get()) : null;
      KeyManager[] shown = client.isPresent() ? showing(client.get()) : null;
      context.init(shown, trusted, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new Refusal("SLW-4542", "TLS cannot be made of the files of the source: " + e.getMessage());
    }
  }

  private static TrustManager[] trusting(String ca) throws GeneralSecurityException, IOException, Refusal {
    KeyStore store = empty();
    int number = 0;
    for (Certificate each : certificates(ca)) {
      store.setCertificateEntry("ca" + number++, each);
    }
    TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static KeyManager[] showing(ClientCertificate client) throws GeneralSecurityException, IOException, Refusal {
    KeyStore store = empty();
    Certificate[] chain = certificates(client.certificate()).toArray(Certificate[]::new);
    store.setKeyEntry("client", key(client.key()), NO_PASSWORD, chain);
    KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, NO_PASSWORD);
    return factory.getKeyManagers();
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Collection<? extends Certificate> certificates(String file) throws IOException, Refusal {
    try {
      return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(Files.readAllBytes(Path.of(file))));
    } catch (CertificateException e) {
      throw new Refusal("SLW-4542", file + " holds no certificate in PEM: " + e.getMessage());
    }
  }

  private static PrivateKey key(String file) throws GeneralSecurityException, Refusal {
    String pem = SecretFile.read("private key", file);
    int begin = pem.indexOf(BEGIN);
    int end = pem.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new Refusal("SLW-4542", file + " holds no private key in PKCS #8; make one of it: openssl pkcs8 -topk8 -nocrypt -in " + file);
    }
    byte[] der = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end).getBytes(US_ASCII));
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (InvalidKeySpecException e) {
        // The file does not say which it is: the next is tried, and after the last the refusal below tells.
        continue;
      }
    }
    throw new Refusal("SLW-4542", file + " holds a private key that is neither RSA, EC nor EdDSA");
  }
}
