package dev.slipway.server.front;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * Keeps web pages from driving the API through the browser of somebody who may: a page whose name was made to point here (DNS rebinding)
 * calls the server by that name, and one of another site says so (Fetch Metadata, RFC 6454).
 */
final class HostNames {
  private final Set<String> names = new HashSet<>(Set.of("localhost"));
  private final boolean loopback;
  private final PublicAddress address;

  HostNames(String host, Set<String> more, PublicAddress address) {
    this.address = address;
    this.loopback = isLoopback(host);
    names.add(host.toLowerCase(Locale.ROOT));
    names.addAll(more);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false; // It cannot be listened on either, which is told there.
    }
  }

  /** Why a request is refused, if it is. */
  Optional<EarlyRefusal> refusal(Request request) {
    String called = String.valueOf(Request.getServerName(request)).toLowerCase(Locale.ROOT);
    if (!allowed(called)) {
      return Optional.of(EarlyRefusal.MISDIRECTED);
    }
    return fromElsewhere(request) ? Optional.of(EarlyRefusal.CROSS_SITE) : Optional.empty();
  }

  /** No page is called by an address that it does not come from itself, so that any will do where the network may come in. */
  private boolean allowed(String called) {
    String bare = called.startsWith("[") && called.endsWith("]") ? called.substring(1, called.length() - 1) : called;
    if (bare.indexOf(':') >= 0 || bare.matches("[0-9.]+")) {
      return !loopback || names.contains(bare) || bare.equals("::1") || bare.matches("127(\\.[0-9]{1,3}){3}");
    }
    return names.contains(bare) || names.contains(bare.replaceFirst("^[^.]+", "*"));
  }

  private boolean fromElsewhere(Request request) {
    String site = request.getHeaders().get("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin") && !site.equals("none") && !followed(request)) {
      return true;
    }
    String own = address.origin(request.getHttpURI().getScheme(), request.getHeaders().get(HttpHeader.HOST));
    for (HttpField origin : request.getHeaders().getFields(HttpHeader.ORIGIN)) {
      if (!own.equalsIgnoreCase(origin.getValue())) {
        return true;
      }
    }
    return false;
  }

  /** Whether a person followed a link to a page, as on the way back from a provider: no other site sees anything of that. */
  private static boolean followed(Request request) {
    return "navigate".equals(request.getHeaders().get("Sec-Fetch-Mode")) && "document".equals(request.getHeaders().get("Sec-Fetch-Dest"))
        && PagePath.linked(request.getMethod(), request.getHttpURI().getPath());
  }
}
