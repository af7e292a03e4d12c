package dev.slipway.cli.client;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** Whom the command line believes beside those that the system trusts: the authorities in a file. Loaded only where one is named. */
final class Trust {
  private Trust() {}

  /** Sockets for servers whose certificate one of the file's authorities vouches for; a name that does not fit is refused all the same. */
  static SSLSocketFactory of(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int n = 0;
      for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + n++, certificate);
      }
      if (n == 0) {
        throw new GeneralSecurityException("it holds no certificate");
      }
      TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trusted.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trusted.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new CliException(
          Exit.WRONG_USE, "SLW-6007 the authorities in " + file + " cannot be used: " + e.getMessage()
              + ". Nothing was changed. Name a PEM file with --ca or SLIPWAY_CA", e);
    }
  }
}
