package dev.slipway.server.api;

import dev.slipway.server.access.Caller;
import dev.slipway.server.access.Credentials;
import dev.slipway.server.access.Door;
import dev.slipway.server.front.PagePath;
import dev.slipway.server.page.Cookies;
import dev.slipway.server.problem.Refused;
import dev.slipway.server.state.Token;
import io.javalin.http.Context;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in who shows a credential, and says who it is. Health is open, so that a supervisor
 * needs no secret, and where to sign in.
 */
final class Gate {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final String SCHEME = "Bearer ";
  private static final Set<String> OPEN = Set.of(Api.BASE + "/health", Api.BASE + "/sign-in");
  /** What changes nothing. */
  private static final Set<String> LOOKS = Set.of("GET", "HEAD");

  private final Token token;
  private final Door door;
  private final Cookies cookies;

  Gate(Token token, Door door, Cookies cookies) {
    this.token = token;
    this.door = door;
    this.cookies = cookies;
  }

  /** Changes the token; where the new one is. */
  Path rotate(String by) {
    try {
      Path file = token.rotate();
      LOG.info("{} changed the token; the new one is in {}", by, file);
      return file;
    } catch (UncheckedIOException e) {
      throw new Refused(Refused.Kind.AWAY, "SLW-5148", "the new token cannot be kept: " + e.getMessage()
          + ". The one of before stays in force", "See that the disk of the state folder is well");
    }
  }

  /** Whether a request may go on that was let in before: not after its credential ended, or who showed it may not any more. */
  boolean stillOpen(Context ctx, Predicate<Caller> may) {
    try {
      return may.test(door.again(shown(ctx), cookies.session(ctx)));
    } catch (Refused e) {
      LOG.debug("a stream ends: {}", e.getMessage());
      return false;
    }
  }

  private static Optional<String> shown(Context ctx) {
    return Optional.ofNullable(ctx.header("Authorization"))
        .filter(h -> h.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(h -> h.substring(SCHEME.length()).strip());
  }

  /** A browser sends what it keeps along with whatever any page makes it ask: what changes things must come from a page of ours. */
  private Optional<Caller> inBrowser(Context ctx) {
    Optional<String> kept = cookies.session(ctx);
    if (kept.isPresent() && !LOOKS.contains(ctx.req().getMethod()) && !cookies.ownPage(ctx)) {
      throw Cookies.foreign();
    }
    return kept.map(k -> door.withCookie(ctx.ip(), k));
  }

  void check(Context ctx) {
    if (OPEN.contains(ctx.path()) || PagePath.is(ctx.path())) {
      return;
    }
    try {
      Callers.set(ctx, shown(ctx).map(shown -> door.withToken(ctx.ip(), shown)).or(() -> inBrowser(ctx)).orElseThrow(Credentials::nothing));
    } catch (Refused e) {
      if (e.kind() == Refused.Kind.STRANGER) {
        ctx.header("WWW-Authenticate", "Bearer realm=\"slipway\"");
      }
      throw e;
    }
  }
}
