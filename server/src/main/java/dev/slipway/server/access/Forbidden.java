package dev.slipway.server.access;

import dev.slipway.core.access.Grant;
import dev.slipway.core.access.Role;
import dev.slipway.core.access.Scope;
import dev.slipway.server.problem.Refused;

/** What somebody is told who may not do what it asks for: what is missing where, and who can give it. */
public final class Forbidden {
  private Forbidden() {}

  /**
   * A role is missing.
   *
   * @param service where, or {@code *}
   * @param environment where, or {@code *}
   */
  public static Refused role(Caller caller, Role needed, String service, String environment) {
    Grant missing = new Grant(needed, service, environment);
    Scope scope = caller.credential().scope();
    if (!scope.allows(needed)) {
      return refused(caller.name() + " shows a token for " + scope.word() + " alone, and this needs " + missing,
          "Use another credential; a token says at its making what it is for (slipway token create --scope)");
    }
    if (caller.credential().kind() == Credential.Kind.TOKEN) {
      return refused(caller.name() + " is not " + missing,
          "An admin of */* can make a token that has it, for one keeps what it was made with:"
          + " slipway token create --name '" + caller.name() + "' --role '" + missing + "'");
    }
    return refused(caller.name() + " is not " + missing,
        "An admin of " + service + "/" + environment + " can change that: slipway access grant '" + caller.name() + "' '" + missing + "'");
  }

  /** A role is missing everywhere. */
  static Refused more(Caller caller, Grant grant) {
    return refused(caller.name() + " is not " + grant + ", and a token never has more than its maker",
        "Ask an admin of " + grant.service() + "/" + grant.environment() + " to make the token");
  }

  /** Something else stands against it. */
  static Refused refused(String said, String hint) {
    return new Refused(Refused.Kind.FORBIDDEN, "SLW-5160", said + ". Nothing changed; traffic stays as it is", hint);
  }
}
