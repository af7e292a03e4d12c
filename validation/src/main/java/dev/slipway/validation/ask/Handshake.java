package dev.slipway.validation.ask;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.security.cert.Certificate;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * What a TLS address agreed to.
 *
 * @param protocol as TLSv1.3
 * @param cipher suite
 * @param chain its certificates, its own first
 */
public record Handshake(String protocol, String cipher, List<X509Certificate> chain) {
  private static final int MOST_MILLIS = 5_000;
  private static final int MOST_CERTIFICATES = 20;

  public Handshake {
    chain = List.copyOf(chain);
  }

  /** Shakes hands once. */
  public static Handshake with(URI address, int port, Trust trust) throws IOException {
    String host = address.getHost();
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port), MOST_MILLIS);
      plain.setSoTimeout(MOST_MILLIS);
      try (SSLSocket socket = (SSLSocket) trust.asking().getSocketFactory().createSocket(plain, host, port, true)) {
        SSLParameters parameters = socket.getSSLParameters();
        if (host.matches("[A-Za-z0-9.-]*[A-Za-z][A-Za-z0-9.-]*")) {
          parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        List<X509Certificate> chain = new ArrayList<>();
        for (Certificate each : socket.getSession().getPeerCertificates()) {
          if (each instanceof X509Certificate certificate && chain.size() < MOST_CERTIFICATES) {
            chain.add(certificate);
          }
        }
        return new Handshake(socket.getSession().getProtocol(), socket.getSession().getCipherSuite(), chain);
      }
    }
  }

  /** Whether the certificate is for this name or address (RFC 9525). */
  public boolean isFor(String host) {
    String wanted = host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
    return names().stream().anyMatch(name -> matches(name.toLowerCase(Locale.ROOT), wanted));
  }

  /** The names that it is for. */
  public List<String> names() {
    try {
      Collection<List<?>> all = chain.getFirst().getSubjectAlternativeNames();
      return all == null ? List.of()
          : all.stream().filter(n -> n.get(0) instanceof Integer type && (type == 2 || type == 7)).map(n -> String.valueOf(n.get(1)))
              .limit(100).toList();
    } catch (CertificateParsingException e) {
      return List.of();
    }
  }

  private static boolean matches(String name, String wanted) {
    if (!name.startsWith("*.")) {
      return name.equals(wanted);
    }
    int dot = wanted.indexOf('.');
    return dot > 0 && wanted.substring(dot).equals(name.substring(1));
  }
}
