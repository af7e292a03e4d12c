package dev.slipway.server.access;

import dev.slipway.core.access.Grant;
import dev.slipway.core.access.Role;
import dev.slipway.core.rollout.TargetId;
import java.util.List;
import java.util.Set;

/**
 * Who sent a request.
 *
 * @param name of the person or program; two credentials of one person have one name
 * @param proven whether the credential says who it is; the server's own token does not, and then the name is what the client says
 * @param groups it belongs to
 * @param grants what it may do
 */
public record Caller(String name, boolean proven, Set<String> groups, List<Grant> grants) {
  private static final List<Grant> ALL = List.of(new Grant(Role.ADMIN, Grant.EVERY, Grant.EVERY));

  public Caller {
    groups = Set.copyOf(groups);
    grants = List.copyOf(grants);
  }

  /** Who shows the server's own token, and says a name with it. */
  public static Caller withServersToken(String said) {
    return new Caller(said, false, Set.of(), ALL);
  }

  /** Whether it may do in a target what needs the role. */
  public boolean may(Role needed, TargetId target) {
    return grants.stream().anyMatch(g -> g.allows(needed, target));
  }
}
