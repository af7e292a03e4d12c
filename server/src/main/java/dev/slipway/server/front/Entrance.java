package dev.slipway.server.front;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Where clients come in: the address, what is said on it, and everything that is looked at before the API. */
public final class Entrance {
  private static final int MOST_WAITING_CONNECTIONS = 128;
  private static final long IDLE_TIMEOUT_MILLIS = 30_000;
  private static final long SHUTDOWN_IDLE_MILLIS = 100;

  private final String host;
  private final int port;
  private final Access access;
  private final Optional<Tls> tls;

  /** Prepared; a certificate that cannot be used is told here. */
  public Entrance(String host, int port, Access access) {
    this.host = host;
    this.port = port;
    this.access = access;
    this.tls = access.tls().map(Tls::of);
  }

  /** What clients may do. */
  public Limits limits() {
    return access.limits();
  }

  /** What browsers call it. */
  public PublicAddress address() {
    return access.address();
  }

  /** Where local clients best call it, once it is known which port it has. */
  public String url(int boundPort) {
    String name = tls.flatMap(t -> t.nameFor(host, access.names())).orElse(host);
    return access.scheme() + "://" + (name.indexOf(':') >= 0 ? "[" + name + "]" : name) + ":" + boundPort;
  }

  /** The connection that a request came on. */
  public static Optional<Visit> visit(HttpServletRequest request) {
    return request.getAttribute(Visit.ATTRIBUTE) instanceof Visit visit ? Optional.of(visit) : Optional.empty();
  }

  /** Puts it before whatever the HTTP server already answers with. */
  public Connector connect(Server server, HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendDateHeader(true);
    http.setRequestHeaderSize(access.limits().headerBytes());
    http.setUriCompliance(UriCompliance.DEFAULT);
    // Else Jetty takes a header for one that came before on the same connection, though its capitals differ: also one with a token.
    http.setHeaderCacheCaseSensitive(true);
    HttpConnectionFactory plain = new HttpConnectionFactory(http);
    ConnectionFactory[] factories = tls.map(t -> t.before(plain, http)).orElseGet(() -> new ConnectionFactory[] {plain});
    ServerConnector connector = new ServerConnector(server, 1, 1, factories);
    connector.setHost(host);
    connector.setPort(port);
    connector.setAcceptQueueSize(MOST_WAITING_CONNECTIONS);
    connector.setIdleTimeout(IDLE_TIMEOUT_MILLIS);
    connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
    Visits visits = new Visits(connector.getScheduler(), access.limits().header());
    connector.addBean(visits);
    connector.addBean(new NetworkConnectionLimit(access.limits().connections(), connector));
    tls.ifPresent(t -> connector.addBean(t.renewal(connector.getScheduler())));
    Set<String> names = new HashSet<>(access.names());
    tls.ifPresent(t -> names.addAll(t.names()));
    access.address().url().ifPresent(u -> names.add(u.getHost().toLowerCase(Locale.ROOT)));
    server.insertHandler(new Front(new HostNames(host, names, access.address()), visits, access.limits()));
    server.setErrorHandler(new ProblemPage());
    return connector;
  }
}
