package dev.slipway.server.view;

import dev.slipway.core.access.AccessChange;
import dev.slipway.core.access.ApiToken;
import dev.slipway.core.access.Grant;
import dev.slipway.core.access.Issuer;
import dev.slipway.core.rollout.Event;
import java.util.stream.Collectors;

/** A change of who may do what, as a sentence. */
final class AccessWords {
  private AccessWords() {}

  static String of(Event.AccessChanged event) {
    return event.by() + switch (event.change()) {
      case AccessChange.TokenMade made -> " made " + made(made.token());
      case AccessChange.TokenRevoked revoked -> " revoked token " + revoked.id();
      case AccessChange.RoleGranted g -> " made " + g.holding().holder() + " " + g.holding().grant();
      case AccessChange.RoleWithdrawn w -> " took " + w.holding().grant() + " back from " + w.holding().holder();
      case AccessChange.SessionBegun b -> " signed in in a browser as " + b.session().name() + ", until " + b.session().expiresAt();
      case AccessChange.SessionEnded e -> " ended sign-in " + e.id();
      case AccessChange.IssuersSet s when s.issuers().isEmpty() -> " says that nobody vouches for people any more";
      case AccessChange.IssuersSet s ->
          " says that " + s.issuers().stream().map(Issuer::url).collect(Collectors.joining(", ")) + " vouches for people";
    };
  }

  private static String made(ApiToken token) {
    String grants = token.grants().stream().map(Grant::toString).collect(Collectors.joining(", "));
    return "token " + token.id() + " for " + token.name() + ": " + grants + ", for " + token.scope().word() + ", until "
        + token.expiresAt();
  }
}
