package dev.slipway.server.api;

import dev.slipway.server.access.Caller;
import io.javalin.http.Context;

/** Who sent a request. */
final class Callers {
  private Callers() {}

  /** Who it is: with the server's own token, whoever the body says. */
  static Caller of(Context ctx, String by) {
    return ctx.attribute(Caller.class.getName()) instanceof Caller proven ? proven : Caller.withServersToken(by);
  }
}
