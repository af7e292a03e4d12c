package dev.slipway.proxy.traffic;

import dev.slipway.proxy.table.Table;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.util.Optional;

/** How a person is recognised from a request's cookie or header. */
public final class Stickiness {
  private static final int MAX_AGE_SECONDS = 365 * 24 * 3600;

  private final Table.Sticky sticky;
  private final String salt;

  Stickiness(Table table, Table.Sticky sticky) {
    this.sticky = sticky;
    this.salt = sticky.salt().orElseGet(() -> firstCandidate(table));
  }

  /** Who sent this request, if it says so. */
  public Optional<String> identity(HttpHeaders headers) {
    if (sticky.source() == Table.Sticky.Source.HEADER) {
      return Optional.ofNullable(headers.get(sticky.name())).filter(value -> !value.isBlank());
    }
    for (String header : headers.getAll(HttpHeaderNames.COOKIE)) {
      for (Cookie cookie : ServerCookieDecoder.LAX.decode(header)) {
        if (cookie.name().equals(sticky.name()) && !cookie.value().isBlank()) {
          return Optional.of(cookie.value());
        }
      }
    }
    return Optional.empty();
  }

  /** Whether a person who is not yet known should be given a cookie. */
  public boolean givesCookie() {
    return sticky.source() == Table.Sticky.Source.COOKIE;
  }

  /** The {@code Set-Cookie} value that makes a person known from now on. */
  public String setCookie(String identity, boolean secure) {
    return sticky.name() + "=" + identity + "; Path=/; Max-Age=" + MAX_AGE_SECONDS + "; HttpOnly; SameSite=Lax"
        + (secure ? "; Secure" : "");
  }

  String salt() {
    return salt;
  }

  private static String firstCandidate(Table table) {
    return table.releases().stream()
        .map(Table.ReleaseEntry::release)
        .filter(release -> !table.stable().equals(Optional.of(release)))
        .findFirst()
        .orElse("");
  }
}
