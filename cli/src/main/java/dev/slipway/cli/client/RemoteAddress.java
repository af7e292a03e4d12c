package dev.slipway.cli.client;

import dev.slipway.cli.CliException;
import dev.slipway.cli.Exit;
import java.net.URI;
import java.util.Set;

/** Where a server elsewhere may be: a token must not travel where others can read it; on this machine nobody else can. */
final class RemoteAddress {
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

  private RemoteAddress() {}

  static String checked(String url) {
    try {
      URI uri = URI.create(url);
      if ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && HERE.contains(String.valueOf(uri.getHost())))) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw refused(url, "is no address");
    }
    throw refused(url, "is not https, and the token would travel for everybody on the way to read");
  }

  private static CliException refused(String url, String why) {
    return new CliException(
        Exit.WRONG_USE,
        "SLW-6009 " + url + " " + why + ". Nothing was sent. Give the server a certificate (slipway server --tls-certificate), "
            + "or reach it through a tunnel to localhost");
  }
}
