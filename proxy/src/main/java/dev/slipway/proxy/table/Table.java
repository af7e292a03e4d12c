package dev.slipway.proxy.table;

import java.util.List;
import java.util.Optional;

/**
 * Everything the proxy must know to route one target's traffic; replaced as a whole, never edited.
 *
 * @param epoch of the lease under which it was made; an older one is refused
 * @param generation grows with every change under one epoch
 * @param stable the release that failed attempts and emergencies fall back to; it may have no instance, and then no entry, for a while
 * @param drainMillis how long requests of a draining backend may go on
 */
public record Table(
    String target,
    long epoch,
    long generation,
    Listen listen,
    Optional<Listen> preview,
    Optional<String> previewRelease,
    Optional<String> stable,
    List<ReleaseEntry> releases,
    int drainMillis,
    Optional<Sticky> sticky,
    List<Route> routes,
    Optional<Mirror> mirror,
    Timeouts timeouts) {

  /** The only format of tables and of the state file so far. */
  public static final int FORMAT = 1;

  public Table {
    releases = List.copyOf(releases);
    routes = List.copyOf(routes);
  }

  /** The instances of one release and its part of the traffic in percent. */
  public record ReleaseEntry(String release, int weight, List<BackendEntry> backends) {
    public ReleaseEntry {
      backends = List.copyOf(backends);
    }
  }

  /** One instance's address. A draining one gets no new request. */
  public record BackendEntry(String id, String host, int port, boolean draining) {}

  /** An address to listen on; port 0 lets the system choose. */
  public record Listen(String host, int port, Optional<Tls> tls) {}

  /** Where certificate chain and private key (PKCS#8) lie, both PEM; read again whenever the files change. */
  public record Tls(String certificate, String key) {}

  /**
   * How a person is recognised, so that they stay with their release.
   *
   * @param salt decides which people are first; empty: the candidate's name, so that every rollout begins with others
   */
  public record Sticky(Source source, String name, Optional<String> salt) {
    /** Where the identity stands in a request. */
    public enum Source {
      COOKIE,
      HEADER
    }
  }

  /** Requests whose header has this value go to this release, whatever the weights say. */
  public record Route(String header, String value, String release) {}

  /** A part of the requests that is also sent to another release, whose answers nobody sees. */
  public record Mirror(String release, int percent) {}

  /**
   * How long the proxy waits.
   *
   * @param connectMillis for a backend to accept a connection
   * @param responseMillis for a backend's answer to begin
   * @param headerMillis for a client's request head, from its first byte; also for the next part of a request's body
   * @param idleMillis for the next request on a kept connection
   * @param streamIdleMillis for the next byte of an answer that has begun, of a WebSocket, or of an event stream
   */
  public record Timeouts(int connectMillis, int responseMillis, int headerMillis, int idleMillis, int streamIdleMillis) {
    public static final Timeouts DEFAULT = new Timeouts(2_000, 60_000, 10_000, 75_000, 3_600_000);
  }

  /** The entry of a release, if the table has it. */
  public Optional<ReleaseEntry> release(String name) {
    return releases.stream().filter(each -> each.release().equals(name)).findFirst();
  }
}
