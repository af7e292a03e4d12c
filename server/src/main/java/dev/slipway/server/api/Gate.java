package dev.slipway.server.api;

import dev.slipway.server.problem.Refused;
import dev.slipway.server.state.Token;
import io.javalin.http.Context;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets in who shows the token. The path for health is open, so that a supervisor needs no secret. */
final class Gate {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final String SCHEME = "Bearer ";

  private final Token token;

  Gate(Token token) {
    this.token = token;
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

  /** Whether a request may go on that was let in before: not after the token was changed. */
  boolean stillOpen(Context ctx) {
    return shown(ctx).filter(token::is).isPresent();
  }

  private static Optional<String> shown(Context ctx) {
    return Optional.ofNullable(ctx.header("Authorization"))
        .filter(h -> h.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(h -> h.substring(SCHEME.length()).strip());
  }

  void check(Context ctx) {
    if (ctx.path().equals(Api.BASE + "/health")) {
      return;
    }
    Optional<String> shown = shown(ctx);
    if (shown.filter(token::is).isEmpty()) {
      ctx.header("WWW-Authenticate", "Bearer realm=\"slipway\"");
      String said = shown.isEmpty() ? "the request shows no token. Nothing changed" : "the token is not this server's. Nothing changed";
      throw new Refused(
          Refused.Kind.STRANGER, "SLW-5102", said,
          "Send the content of the file token in the server's state folder as Authorization: Bearer …");
    }
  }
}
