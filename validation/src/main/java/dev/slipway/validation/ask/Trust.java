package dev.slipway.validation.ask;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whose word is taken for a certificate. Questions go out whatever the certificate is, for a bad one is a finding among others; what must
 * not be told to strangers is not sent before {@link #fault} was asked, and over a connection that looks once more.
 */
public final class Trust {
  private final X509ExtendedTrustManager authorities;
  private final List<X509Certificate> pinned;

  private Trust(X509ExtendedTrustManager authorities, List<X509Certificate> pinned) {
    this.authorities = authorities;
    this.pinned = List.copyOf(pinned);
  }

  /** The authorities that this machine trusts. */
  public static Trust system() {
    return new Trust(authorities(null), List.of());
  }

  /** The authorities in a PEM file. */
  public static Trust authoritiesIn(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (X509Certificate each : read(file)) {
      store.setCertificateEntry("authority-" + number++, each);
    }
    return new Trust(authorities(store), List.of());
  }

  /** The very certificate that a router was given, as well as whatever this machine trusts. */
  public static Trust pinning(Path file) throws IOException, CertificateException {
    return new Trust(authorities(null), read(file));
  }

  private static List<X509Certificate> read(Path file) throws IOException, CertificateException {
    try (InputStream in = Files.newInputStream(file)) {
      return CertificateFactory.getInstance("X.509").generateCertificates(in).stream().map(c -> (X509Certificate) c).toList();
    }
  }

  private static X509ExtendedTrustManager authorities(@Nullable KeyStore store) {
    try {
      TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has a trust manager", e);
    }
  }

  /** Whether it is the very certificate that the router was given: then its name need not be that of the address. */
  public boolean pins(Certificate leaf) {
    return pinned.stream().anyMatch(leaf::equals);
  }

  /** Why nobody vouches for a chain; absent when somebody does. */
  public Optional<String> fault(List<X509Certificate> chain) {
    try {
      authorities.checkServerTrusted(chain.toArray(X509Certificate[]::new), chain.getFirst().getPublicKey().getAlgorithm());
      return Optional.empty();
    } catch (CertificateException e) {
      Throwable root = e;
      for (int depth = 0; root.getCause() != null && depth < 8; depth++) {
        root = root.getCause();
      }
      return Optional.of(String.valueOf(root.getMessage()));
    }
  }

  /** For asking: every certificate will do. */
  public SSLContext asking() {
    return context(new Anybody());
  }

  /** For telling secrets: refuses a chain that nobody vouches for, unless it is the pinned one. */
  SSLContext telling() {
    return context(new Vouched());
  }

  private static SSLContext context(TrustManager manager) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  /** Over an engine, as HTTP is asked here, names are compared too. */
  private final class Vouched extends Anybody {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
      if (!pins(chain[0])) {
        authorities.checkServerTrusted(chain, authType, engine);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
      if (!pins(chain[0])) {
        authorities.checkServerTrusted(chain, authType, socket);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
      if (!pins(chain[0])) {
        authorities.checkServerTrusted(chain, authType);
      }
    }
  }
}
