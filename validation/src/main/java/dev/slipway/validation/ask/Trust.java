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
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whose word is taken for a certificate. Questions go out whatever the certificate is, for a bad one is a finding among others; what must
 * not be told to strangers is not sent before {@link #fault} was asked.
 */
public final class Trust {
  private final X509TrustManager authorities;
  private final List<X509Certificate> pinned;

  private Trust(X509TrustManager authorities, List<X509Certificate> pinned) {
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

  private static X509TrustManager authorities(@Nullable KeyStore store) {
    try {
      TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return (X509TrustManager) factory.getTrustManagers()[0];
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
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {new Anybody()}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
