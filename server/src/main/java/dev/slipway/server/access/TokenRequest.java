package dev.slipway.server.access;

import dev.slipway.core.access.Grant;
import dev.slipway.core.access.Holder;
import dev.slipway.core.access.Scope;
import dev.slipway.server.problem.Refused;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A token that somebody asks for.
 *
 * @param by who asks
 * @param name whom it is to prove; who asks when absent
 * @param groups that its owner belongs to
 * @param roles as ROLE@SERVICE/ENV
 * @param seconds until it ends; 90 days when absent
 * @param scope what it is for; everything when absent
 */
public record TokenRequest(
    String by, Optional<String> name, Optional<List<String>> groups, List<String> roles, Optional<Long> seconds, Optional<String> scope) {
  private static final Duration USUAL = Duration.ofDays(90);
  private static final Duration LONGEST = Duration.ofDays(366);
  private static final int MOST = 100;
  /** Who asks in the journal where Slipway itself decided. */
  private static final String ITSELF = "slipway";

  /** What is asked for, as it is kept. */
  record Read(String name, Set<String> groups, List<Grant> grants, Duration length, Scope scope) {}

  Read read(String owner) {
    try {
      Holder holder = new Holder(false, name.orElse(owner));
      if (holder.name().equals(ITSELF)) {
        throw new IllegalArgumentException("the name " + ITSELF + " is Slipway's own");
      }
      List<String> named = groups.orElse(List.of());
      named.forEach(g -> new Holder(true, g));
      if (roles.isEmpty() || roles.size() > MOST || named.size() > MOST) {
        throw new IllegalArgumentException("a token has 1 to " + MOST + " roles and at most as many groups");
      }
      Duration length = seconds.map(Duration::ofSeconds).orElse(USUAL);
      if (length.isNegative() || length.isZero() || length.compareTo(LONGEST) > 0) {
        throw wrong("a token lives for at least a second and at most a year", "Say how long as 12h or 90d; 90 days without a word");
      }
      return new Read(holder.name(), Set.copyOf(named), roles.stream().map(Grant::parse).distinct().toList(), length,
          scope.map(Scope::parse).orElse(Scope.ALL));
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()));
    }
  }

  static Refused wrong(String said) {
    return wrong(said,
        "Roles are ROLE@SERVICE/ENV with viewer, deployer, approver, flag-admin or admin, and * for every service or environment");
  }

  private static Refused wrong(String said, String hint) {
    return new Refused(Refused.Kind.WRONG, "SLW-5162", said + ". Nothing changed", hint);
  }
}
