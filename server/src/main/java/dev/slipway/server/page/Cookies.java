package dev.slipway.server.page;

import dev.slipway.server.front.PublicAddress;
import dev.slipway.server.problem.Refused;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a browser keeps for this server: no script sees it, no other site makes the browser send it along with more than a link that a
 * person follows, and over TLS nobody else can set it ({@code __Host-}). The port is in the name, because cookies know no ports.
 */
public final class Cookies {
  /** Letters, digits and what base64 has beside them; nothing that would have to be quoted. */
  private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_-]{1,200}");

  private final PublicAddress address;

  public Cookies(PublicAddress address) {
    this.address = address;
  }

  /** What the browser calls the server. */
  public String origin(Context ctx) {
    String scheme = ctx.req().getScheme();
    int port = ctx.req().getServerPort();
    return address.origin(scheme, ctx.req().getServerName() + (port == PublicAddress.usualPort(scheme) ? "" : ":" + port));
  }

  /** What it kept of its sign-in. */
  public Optional<String> session(Context ctx) {
    return get(ctx, "session");
  }

  /** The secret of a sign-in that it has begun. */
  Optional<String> begun(Context ctx) {
    return get(ctx, "begun");
  }

  void session(Context ctx, String value, Duration life) {
    set(ctx, "session", value, life);
  }

  void begun(Context ctx, String value, Duration life) {
    set(ctx, "begun", value, life);
  }

  private Optional<String> get(Context ctx, String what) {
    return Optional.ofNullable(ctx.cookie(name(ctx, what))).filter(v -> VALUE.matcher(v).matches());
  }

  private void set(Context ctx, String what, String value, Duration life) {
    String rules = "; Path=/; Max-Age=" + life.toSeconds() + "; HttpOnly; SameSite=Lax" + (secure(ctx) ? "; Secure" : "");
    ctx.res().addHeader("Set-Cookie", name(ctx, what) + "=" + value + rules);
  }

  private String name(Context ctx, String what) {
    return (secure(ctx) ? "__Host-" : "") + "slipway-" + what + "-" + PublicAddress.port(origin(ctx));
  }

  private boolean secure(Context ctx) {
    return origin(ctx).startsWith("https:");
  }

  /** What a page is told that is of another site, or of a browser that does not say. */
  public static Refused foreign() {
    return new Refused(Refused.Kind.FORBIDDEN, "SLW-5168", "the sign-in of a browser changes things from pages of this server alone, "
        + "and the request does not say that it comes from one. Nothing changed; traffic stays as it is",
        "Use a newer browser; programs show a token as Authorization: Bearer");
  }

  /** Whether a page of this server sent the request, as the browser says: one of another site cannot say so. */
  public boolean ownPage(Context ctx) {
    String site = ctx.header("Sec-Fetch-Site");
    String origin = ctx.header("Origin");
    return (site == null || site.equals("same-origin")) && (origin == null || origin.equalsIgnoreCase(origin(ctx)))
        && (site != null || origin != null);
  }
}
