package dev.slipway.server.front;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What browsers call the server.
 *
 * @param url where something before it ends TLS or has another name; absent where browsers reach the server itself
 */
public record PublicAddress(Optional<URI> url) {
  /** Browsers reach the server itself. */
  public static final PublicAddress ITSELF = new PublicAddress(Optional.empty());

  private static final Pattern PORT = Pattern.compile(":([0-9]{1,5})$");
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  /**
   * Reads what was given.
   *
   * @throws IllegalArgumentException for what is no address of a server
   */
  public static PublicAddress of(String text) {
    URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
    boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
    if (!web || uri.getHost() == null || !String.valueOf(uri.getRawPath()).isEmpty() || uri.getRawQuery() != null
        || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException(text + " is not https://NAME or https://NAME:PORT");
    }
    return new PublicAddress(Optional.of(uri));
  }

  /** Its origin, for a request that came to the server so. */
  public String origin(String scheme, String host) {
    return url.map(URI::toString).orElse(scheme + "://" + host).toLowerCase(Locale.ROOT);
  }

  /** Which port an origin has. */
  public static int port(String origin) {
    Matcher written = PORT.matcher(origin);
    return written.find() ? Integer.parseInt(written.group(1)) : usualPort(origin.substring(0, origin.indexOf(':')));
  }

  /** Which port is not written. */
  public static int usualPort(String scheme) {
    return scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
  }
}
