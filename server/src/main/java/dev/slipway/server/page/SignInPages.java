package dev.slipway.server.page;

import dev.slipway.core.access.Issuer;
import dev.slipway.server.access.AccessService;
import dev.slipway.server.access.BrowserSessions;
import dev.slipway.server.access.Caller;
import dev.slipway.server.access.Door;
import dev.slipway.server.front.PagePath;
import dev.slipway.server.oidc.BadTokenException;
import dev.slipway.server.oidc.Begun;
import dev.slipway.server.oidc.CodeFlow;
import dev.slipway.server.oidc.Proven;
import dev.slipway.server.oidc.ProviderAwayException;
import dev.slipway.server.problem.Refused;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Signing in and out in a browser, and who one is then. */
public final class SignInPages {
  private final BrowserSessions sessions;
  private final AccessService access;
  private final CodeFlow flow;
  private final Door door;
  private final Cookies cookies;
  private final InstantSource clock;

  public SignInPages(
      BrowserSessions sessions, AccessService access, CodeFlow flow, Door door, Cookies cookies, InstantSource clock) {
    this.sessions = sessions;
    this.access = access;
    this.flow = flow;
    this.door = door;
    this.cookies = cookies;
    this.clock = clock;
  }

  /** Who you are here. */
  public void home(Context ctx) {
    PageAnswer.html(ctx, known(ctx).map(access::self).map(Page::known).orElseGet(() -> Page.stranger(!sessions.issuers().isEmpty())));
  }

  private Optional<Caller> known(Context ctx) {
    try {
      return cookies.session(ctx).map(kept -> door.withCookie(ctx.ip(), kept));
    } catch (Refused e) {
      if (e.kind() == Refused.Kind.STRANGER) {
        return Optional.empty(); // Whose sign-in has ended is somebody who may sign in.
      }
      throw e;
    }
  }

  /** Leads to the provider. */
  public void begin(Context ctx) {
    Optional<String> named = Optional.ofNullable(ctx.queryParam("issuer"));
    Issuer issuer = sessions.issuers().stream().filter(i -> named.map(i.url()::equals).orElse(true)).findFirst().orElseThrow(
        () -> new Refused(Refused.Kind.UNKNOWN, "SLW-5176", "this server believes no such identity provider. Nothing changed",
            "Whoever runs it can name one: slipway server --oidc-issuer"));
    String secret = cookies.begun(ctx).orElseGet(Begun::secret);
    Begun begun = Begun.now(issuer.url(), ReturnPath.of(Optional.ofNullable(ctx.queryParam("return"))), clock.instant());
    try {
      String where = flow.address(begun, secret, issuer, cookies.origin(ctx) + PagePath.CALLBACK);
      cookies.begun(ctx, secret, Begun.LIFE);
      PageAnswer.see(ctx, where);
    } catch (ProviderAwayException e) {
      throw away(e);
    }
  }

  /** Comes back from the provider. */
  public void end(Context ctx) {
    Optional<String> secret = cookies.begun(ctx);
    Begun begun = secret.flatMap(s -> Begun.of(param(ctx, "state"), s, clock.instant())).orElseThrow(
        () -> new Refused(Refused.Kind.WRONG, "SLW-5170", "this sign-in was not begun in this browser, or more than "
            + Begun.LIFE.toMinutes() + " minutes ago, or it has ended already. Nobody was signed in",
            "Sign in again, and let the browser keep cookies"));
    Issuer issuer = sessions.issuers().stream().filter(i -> i.url().equals(begun.issuer())).findFirst().orElseThrow(
        () -> new Refused(Refused.Kind.UNKNOWN, "SLW-5176", "this server does not believe " + begun.issuer()
            + " any more. Nobody was signed in", "Sign in again"));
    Proven proven = door.attempt(ctx.ip(), param(ctx, "state"), () -> proven(ctx, begun, secret.orElseThrow(), issuer));
    String kept = sessions.begin(proven, issuer.url());
    cookies.session(ctx).flatMap(sessions::find).ifPresent(sessions::end);
    cookies.session(ctx, kept, BrowserSessions.LIFE);
    cookies.begun(ctx, "", Duration.ZERO);
    PageAnswer.see(ctx, cookies.origin(ctx) + ReturnPath.of(Optional.of(begun.path())));
  }

  private Proven proven(Context ctx, Begun begun, String secret, Issuer issuer) {
    try {
      if (!flow.from(issuer, Optional.ofNullable(ctx.queryParam("iss")))) {
        throw new Refused(Refused.Kind.STRANGER, "SLW-5172", "the answer is not of " + issuer.url()
            + ", where this sign-in was begun. Nobody was signed in", "Sign in again. If it comes back, tell who runs the server");
      }
      String error = param(ctx, "error");
      String code = param(ctx, "code");
      if (!error.isEmpty() || code.isEmpty()) {
        throw new Refused(Refused.Kind.FORBIDDEN, "SLW-5171", "the identity provider did not let you in: "
            + PageAnswer.brief(error.isEmpty() ? "it gave no code" : error) + ". Nobody was signed in",
            "Sign in again, or ask who runs the provider");
      }
      return flow.proven(code, begun, secret, issuer, cookies.origin(ctx) + PagePath.CALLBACK);
    } catch (BadTokenException e) {
      throw new Refused(Refused.Kind.STRANGER, "SLW-5173", "what the identity provider says proves nobody to this server: " + e.getMessage()
          + ". Nobody was signed in", "Sign in again. If it comes back, tell who runs the server");
    } catch (ProviderAwayException e) {
      throw away(e);
    }
  }

  private static Refused away(ProviderAwayException e) {
    return new Refused(Refused.Kind.AWAY, "SLW-5177", "the identity provider cannot be asked: " + e.getMessage()
        + ". Nobody was signed in; traffic stays as it is", "Try again, or use a token on the command line: slipway token create");
  }

  private static String param(Context ctx, String name) {
    return Optional.ofNullable(ctx.queryParam(name)).orElse("");
  }

  /** Ends a sign-in. */
  public void signOut(Context ctx) {
    if (!cookies.ownPage(ctx)) {
      throw Cookies.foreign();
    }
    cookies.session(ctx).flatMap(sessions::find).ifPresent(sessions::end);
    cookies.session(ctx, "", Duration.ZERO);
    PageAnswer.see(ctx, cookies.origin(ctx) + PagePath.HOME);
  }
}
