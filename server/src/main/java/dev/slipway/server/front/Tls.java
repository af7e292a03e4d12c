package dev.slipway.server.front;

import dev.slipway.server.state.OwnerOnly;
import dev.slipway.server.state.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** TLS 1.2 or newer with a certificate that is read again when its files change. Loaded only by a server that has one. */
final class Tls {
  private static final Logger LOG = LoggerFactory.getLogger(Tls.class);
  private static final long YEAR_SECONDS = 365L * 24 * 60 * 60;
  private static final long LOOK_MILLIS = 1_000;
  private static final int DNS_NAME = 2;
  private static final int ADDRESS = 7;

  private final TlsFiles files;
  private final SslContextFactory.Server factory = new SslContextFactory.Server();
  private final List<String> names;
  private List<Object> stamp;

  private Tls(TlsFiles files, Pem pem, KeyStore store, List<Object> stamp) throws GeneralSecurityException {
    this.files = files;
    this.names = names(pem.chain().getFirst());
    this.stamp = stamp;
    factory.setIncludeProtocols("TLSv1.3", "TLSv1.2");
    factory.setKeyStore(store);
    factory.setKeyStorePassword("");
    factory.setRenegotiationAllowed(false);
  }

  /** Reads them for the first time. */
  static Tls of(TlsFiles files) {
    try {
      Optional<String> open = OwnerOnly.readByEverybody(files.key());
      if (open.isPresent()) {
        throw refused(open.get());
      }
      List<Object> stamp = stamp(files);
      Pem pem = Pem.read(files);
      return new Tls(files, pem, pem.store(), stamp);
    } catch (IOException | GeneralSecurityException e) {
      throw refused(String.valueOf(e instanceof IOException ? e : e.getMessage()));
    }
  }

  private static StartException refused(String why) {
    return StartException.wrongUse("SLW-5146", "TLS cannot be offered: " + why + ". The server does not start; traffic stays as it is");
  }

  ConnectionFactory[] before(HttpConnectionFactory http, HttpConfiguration configuration) {
    configuration.addCustomizer(new SecureRequestCustomizer(false, YEAR_SECONDS, false));
    return new ConnectionFactory[] {new SslConnectionFactory(factory, http.getProtocol()), http};
  }

  /** What clients may call the server by, as its certificate says. */
  List<String> names() {
    return names;
  }

  /** The address itself where the certificate has it, else a name that was given, else one of the certificate that is no pattern. */
  Optional<String> nameFor(String host, Set<String> given) {
    if (names.contains(host)) {
      return Optional.of(host);
    }
    return given.stream().filter(names::contains).findFirst().or(() -> names.stream().filter(n -> !n.startsWith("*")).findFirst());
  }

  private static List<String> names(X509Certificate certificate) throws CertificateParsingException {
    Collection<List<?>> all = Optional.ofNullable(certificate.getSubjectAlternativeNames()).orElse(List.of());
    return all.stream()
        .filter(n -> n.getFirst().equals(DNS_NAME) || n.getFirst().equals(ADDRESS))
        .map(n -> n.get(1).toString().toLowerCase(Locale.ROOT))
        .toList();
  }

  LifeCycle renewal(Scheduler scheduler) {
    return new AbstractLifeCycle() {
      @Override
      protected void doStart() {
        scheduler.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
      }

      private void look() {
        renew();
        if (isRunning() || isStarting()) {
          scheduler.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
    };
  }

  /** Takes up what the files hold now. What cannot be used leaves the certificate of before in force. */
  private void renew() {
    try {
      List<Object> now = stamp(files);
      if (now.equals(stamp)) {
        return;
      }
      stamp = now;
      KeyStore store = Pem.read(files).store();
      factory.reload(f -> f.setKeyStore(store));
      LOG.info("the certificate in {} was read again", files.certificate());
    } catch (Exception e) {
      LOG.warn("SLW-5147 the certificate in {} cannot be used, so that the one of before stays in force: {}", files.certificate(),
          e.toString());
    }
  }

  private static List<Object> stamp(TlsFiles files) throws IOException {
    return List.of(
        Files.getLastModifiedTime(files.certificate()), Files.size(files.certificate()), Files.getLastModifiedTime(files.key()),
        key(files.key()));
  }

  private static Object key(Path file) throws IOException {
    return Files.size(file);
  }
}
