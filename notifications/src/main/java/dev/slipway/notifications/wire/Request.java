package dev.slipway.notifications.wire;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is asked of a receiver.
 *
 * @param url http or https
 * @param allowPrivate whether it may be at an address that only this network reaches
 */
public record Request(String method, URI url, Map<String, String> headers, byte[] body, boolean allowPrivate) {

  /** With a body in JSON. */
  public static Request json(String method, String url, String json, boolean allowPrivate) {
    return new Request(
        method, address(url), Map.of("Content-Type", "application/json"), json.getBytes(StandardCharsets.UTF_8), allowPrivate);
  }

  /** Without a body. */
  public static Request get(String url, boolean allowPrivate) {
    return new Request("GET", address(url), Map.of(), new byte[0], allowPrivate);
  }

  /** The same with one more header. */
  public Request with(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.put(name, value);
    return new Request(method, url, all, body, allowPrivate);
  }

  private static URI address(String text) {
    try {
      URI url = URI.create(text.strip());
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      if (web && url.getHost() != null && url.getUserInfo() == null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw new WireException(WireException.Kind.WRONG, "its address is no http or https address");
    }
    throw new WireException(WireException.Kind.WRONG, "its address is no http or https address");
  }
}
