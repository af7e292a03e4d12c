package dev.slipway.server.compliance;

import dev.slipway.core.access.AccessChange;
import dev.slipway.core.rollout.Event;
import dev.slipway.engine.journal.KeptRecord;
import java.util.HashSet;
import java.util.Set;

/** Names that had a token, a role of their own or a sign-in, from the first of these on. */
final class Known {
  private static final String ACCESS = KeptRecord.type(Event.AccessChanged.class);

  private final Set<String> names = new HashSet<>();

  /** Whether these events, as they are kept, say anything of that. */
  static boolean tells(String events) {
    return events.contains(ACCESS);
  }

  void add(AccessChange change) {
    switch (change) {
      case AccessChange.TokenMade m -> names.add(m.token().name());
      case AccessChange.RoleGranted g -> names.addAll(g.holding().holder().group() ? Set.of() : Set.of(g.holding().holder().name()));
      case AccessChange.TokenRevoked r -> {} // It proved the name for as long as it lasted.
      case AccessChange.RoleWithdrawn w -> {}
      case AccessChange.IssuersSet i -> {}
      case AccessChange.SessionBegun b -> names.add(b.session().name());
      case AccessChange.SessionEnded e -> {}
    }
  }

  boolean is(String name) {
    return names.contains(name);
  }
}
