package dev.slipway.server.access;

import dev.slipway.core.access.AccessState;
import dev.slipway.core.access.ApiToken;
import dev.slipway.core.access.Grant;
import dev.slipway.core.access.Maker;
import dev.slipway.core.access.Role;
import java.time.Instant;
import java.util.Optional;

/** Whether somebody may make a token as it is asked for: it never has more than its maker. */
final class Making {
  /** Most tokens that may have been made one with another. */
  static final int MOST_MAKERS = 8;

  private final Caller caller;
  private final AccessState state;

  Making(Caller caller, AccessState state) {
    this.caller = caller;
    this.state = state;
  }

  /** When it ends; refused where it is too much. */
  Instant allow(TokenRequest.Read asked, Instant now) {
    if (caller.credential().branch().isPresent()) {
      throw Forbidden.refused(caller.name() + " is a CI run, and a token of its own would not prove its branch any more",
          "Show the run's own credential: SLIPWAY_TOKEN_FILE");
    }
    boolean forOthers = !asked.name().equals(caller.name()) || !caller.proven();
    if (forOthers && !caller.mayEverywhere(Role.ADMIN)) {
      throw Forbidden.refused(caller.name() + " can make tokens for itself alone, and this one is for " + asked.name(),
          "Ask an admin of */* to make it");
    }
    if (!caller.groups().containsAll(asked.groups()) && !caller.mayEverywhere(Role.ADMIN)) {
      throw Forbidden.refused(
          caller.name() + " does not belong to all of " + asked.groups() + ", and a token never has more than its maker",
          "Ask an admin of */* to make it");
    }
    Optional<Grant> more = asked.grants().stream().filter(g -> !caller.has(g)).findFirst();
    if (more.isPresent()) {
      throw Forbidden.more(caller, more.get());
    }
    if (!caller.credential().scope().covers(asked.scope())) {
      throw Forbidden.refused("a token for " + caller.credential().scope().word() + " alone makes none for " + asked.scope().word(),
          "Use another credential, or ask for the same scope");
    }
    if (makers(caller.credential().maker()) > MOST_MAKERS) {
      throw Forbidden.refused("this token was made with a token that was made with another, and so on for " + MOST_MAKERS + " of them",
          "Sign in, or use one of those before it");
    }
    Instant end = now.plus(asked.length());
    Optional<Instant> limit = caller.credential().id().flatMap(id -> caller.credential().until()).filter(end::isAfter);
    return limit.orElse(end);
  }

  private int makers(Maker maker) {
    int count = 0;
    Maker at = maker;
    while (at instanceof Maker.WithToken with && count <= MOST_MAKERS) {
      count++;
      at = state.token(with.id()).map(ApiToken::maker).orElse(new Maker.Server());
    }
    return count;
  }
}
