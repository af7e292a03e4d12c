package dev.slipway.core.traffic;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What the router does for every request beside sharing them out.
 *
 * @param hsts how long browsers are told to come by TLS only (RFC 6797), absent for not at all
 * @param headers set on every answer, by name
 * @param gzip whether text is compressed for clients that take it
 * @param limits most requests of one client, by path; the longest path that fits a request counts
 * @param accessLog file of one JSON object a request, absent for none
 * @param health path that the router itself answers with 200 while it can send a request to an instance
 * @param singlePageApp what is served in place of a page that only the browser knows
 */
public record Front(
    Optional<Duration> hsts,
    Map<String, String> headers,
    boolean gzip,
    List<RateLimit> limits,
    Optional<String> accessLog,
    Optional<String> health,
    Optional<SinglePageApp> singlePageApp) {
  public Front {
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    limits = List.copyOf(limits);
  }

  /** The same with its files found from elsewhere. */
  public Front from(UnaryOperator<String> folder) {
    return new Front(hsts, headers, gzip, limits, accessLog.map(folder), health, singlePageApp);
  }

  /**
   * Most requests a second from one client's address; more are answered 429 (RFC 6585).
   *
   * @param path prefix that it counts for, {@code /} for every request
   * @param requestsPerSecond at least 1
   */
  public record RateLimit(String path, int requestsPerSecond) {}

  /**
   * A web front whose pages are one page: a GET for a path without a dot in its last part, outside the given prefixes, gets that page.
   *
   * @param page as {@code /index.html}
   * @param except prefixes that are no pages, as {@code /api/}
   * @param cache how long clients may keep what has a dot in its name; the page itself they ask for each time
   */
  public record SinglePageApp(String page, List<String> except, Duration cache) {
    public SinglePageApp {
      except = List.copyOf(except);
    }
  }
}
