package dev.slipway.adapters.docker;

import dev.slipway.core.spi.OutsideException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** TLS from the three files that Docker's own clients take: {@code ca.pem}, {@code cert.pem}, {@code key.pem}, read anew each time. */
final class Certificates {
  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
  private static final String END = "-----END PRIVATE KEY-----";
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
  private static final char[] NO_PASSWORD = {};

  private Certificates() {}

  static SSLContext context(Path folder) {
    try {
      KeyStore trusted = empty();
      int number = 0;
      for (Certificate each : certificates(folder.resolve("ca.pem"))) {
        trusted.setCertificateEntry("ca" + number++, each);
      }
      TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      KeyStore own = empty();
      own.setKeyEntry("client", key(folder.resolve("key.pem")), NO_PASSWORD, certificates(folder.resolve("cert.pem"))
          .toArray(Certificate[]::new));
      KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(own, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw wrong(folder, String.valueOf(e));
    }
  }

  private static OutsideException wrong(Path folder, String why) {
    return new OutsideException("SLW-3102", "TLS to the Docker engine cannot be made of ca.pem, cert.pem and key.pem in " + folder + ": "
        + why
        + ". Nothing changed and traffic stays as it is; put them there as Docker's own clients take them");
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }

  private static List<Certificate> certificates(Path file) throws GeneralSecurityException, IOException {
    return List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file))));
  }

  private static PrivateKey key(Path file) throws GeneralSecurityException, IOException {
    String pem = Files.readString(file);
    int begin = pem.indexOf(BEGIN);
    int end = pem.indexOf(END);
    if (begin < 0 || end < begin) {
      throw wrong(file, "it is no private key in PKCS #8: openssl pkcs8 -topk8 -nocrypt -in " + file.getFileName());
    }
    byte[] der = Base64.getMimeDecoder().decode(pem.substring(begin + BEGIN.length(), end).getBytes(StandardCharsets.US_ASCII));
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
      } catch (InvalidKeySpecException e) {
        // The file does not say which it is: the next is tried, and after the last the refusal below tells.
        continue;
      }
    }
    throw wrong(file, "it is a private key that is neither RSA, EC nor EdDSA");
  }
}
