package dev.slipway.server.api;

import dev.slipway.server.access.Caller;
import dev.slipway.server.problem.Refused;
import io.javalin.http.Context;
import java.util.Optional;

/** Who sent a request, as the gate found out. */
public final class Callers {
  private static final String ATTRIBUTE = Callers.class.getName();

  private Callers() {}

  /** Who it is. With the server's own token, the name is that of the body, once it was read through {@link Asked#read}. */
  public static Caller of(Context ctx) {
    if (ctx.attribute(ATTRIBUTE) instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("the gate has not looked at " + ctx.path());
  }

  static void set(Context ctx, Caller caller) {
    ctx.attribute(ATTRIBUTE, caller);
  }

  /** The name to write down, where a body says one, or none; from now on it is the name of who asks. */
  static String named(Context ctx, Optional<String> said) {
    Caller caller = of(ctx);
    if (!caller.proven()) {
      String name = said.orElse("");
      Asked.named(name);
      set(ctx, Caller.withServersToken(name));
      return name;
    }
    if (said.filter(by -> !by.equals(caller.name())).isPresent()) {
      throw new Refused(
          Refused.Kind.FORBIDDEN, "SLW-5164", "the request says that another asks, and its credential proves " + caller.name()
              + ". Nothing changed; traffic stays as it is", "Leave by out");
    }
    return caller.name();
  }
}
