package dev.slipway.server.api;

import dev.slipway.server.problem.Refused;
import dev.slipway.server.state.Token;
import io.javalin.http.Context;

/** Lets in who shows the token. The path for health is open, so that a supervisor needs no secret. */
final class Gate {
  private static final String SCHEME = "Bearer ";

  private final Token token;

  Gate(Token token) {
    this.token = token;
  }

  void check(Context ctx) {
    if (ctx.path().equals(Api.BASE + "/health")) {
      return;
    }
    String header = ctx.header("Authorization");
    if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) || !token.is(header.substring(SCHEME.length()).strip())) {
      ctx.header("WWW-Authenticate", "Bearer realm=\"slipway\"");
      throw new Refused(
          Refused.Kind.STRANGER, "SLW-5102", header == null ? "the request shows no token. Nothing changed" : "the token is not this server's. Nothing changed",
          "Send the content of the file token in the server's state folder as Authorization: Bearer …");
    }
  }
}
