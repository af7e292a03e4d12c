package dev.slipway.server.front;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * Where the server's certificate is, read again when either file changes.
 *
 * @param certificate PEM: the server's own, then those that vouch for it
 * @param key PEM, PKCS #8, not encrypted
 */
public record TlsFiles(Path certificate, Path key) {

  /** When the server's own certificate ends; absent where it cannot be read, of which the server's start or its log speaks. */
  public Optional<Instant> ends() {
    try (InputStream in = Files.newInputStream(certificate)) {
      return CertificateFactory.getInstance("X.509").generateCertificate(in) instanceof X509Certificate own
          ? Optional.of(own.getNotAfter().toInstant()) : Optional.empty();
    } catch (IOException | CertificateException e) {
      return Optional.empty();
    }
  }
}
