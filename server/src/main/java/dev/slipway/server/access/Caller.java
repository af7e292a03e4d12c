package dev.slipway.server.access;

import dev.slipway.core.access.Grant;
import dev.slipway.core.access.Role;
import dev.slipway.core.rollout.TargetId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Who sent a request.
 *
 * @param name of the person or program; two credentials of one person have one name
 * @param proven whether the credential says who it is; the server's own token does not, and then the name is what the client says
 * @param groups it belongs to
 * @param grants what it may do, as far as its credential is for that
 * @param credential what it showed
 * @param within whoever made the credential: it allows no more than that one may do now
 */
public record Caller(
    String name, boolean proven, Set<String> groups, List<Grant> grants, Credential credential, Optional<Caller> within) {
  /** Who shows the server's own token and did not say who it is. */
  public static final String NAMELESS = "whoever has the server's token";

  private static final List<Grant> ALL = List.of(new Grant(Role.ADMIN, Grant.EVERY, Grant.EVERY));

  public Caller {
    groups = Set.copyOf(groups);
    grants = List.copyOf(grants);
  }

  /** Who showed something that bounds nothing. */
  public Caller(String name, boolean proven, Set<String> groups, List<Grant> grants) {
    this(name, proven, groups, grants, Credential.SERVER, Optional.empty());
  }

  /** Who shows the server's own token, and says a name with it. */
  public static Caller withServersToken(String said) {
    return new Caller(said, false, Set.of(), ALL);
  }

  /** Whether it may do in a target what needs the role. */
  public boolean may(Role needed, TargetId target) {
    return credential.scope().allows(needed) && grants.stream().anyMatch(g -> g.allows(needed, target.service(), target.environment()))
        && within.map(w -> w.may(needed, target)).orElse(true);
  }

  /** Whether it may do what needs the role and is of no one target. */
  public boolean mayEverywhere(Role needed) {
    return credential.scope().allows(needed) && grants.stream().anyMatch(g -> g.allowsEverywhere(needed))
        && within.map(w -> w.mayEverywhere(needed)).orElse(true);
  }

  /** Whether there may be a target in which it may do what needs the role. */
  public boolean maySomewhere(Role needed) {
    return credential.scope().allows(needed) && grants.stream().anyMatch(g -> g.role().covers(needed))
        && within.map(w -> w.maySomewhere(needed)).orElse(true);
  }

  /** Whether it has as much itself, so that a token of its own may have it. */
  public boolean has(Grant grant) {
    return grants.stream().anyMatch(g -> g.covers(grant)) && within.map(w -> w.has(grant)).orElse(true);
  }

  /** Whether it may give and take a role: an admin may of everything that the role is about. */
  public boolean mayGive(Grant grant) {
    return credential.scope().allows(Role.ADMIN) && has(new Grant(Role.ADMIN, grant.service(), grant.environment()));
  }

  /** The branch that a CI run works on, where its provider vouches for it. */
  public Optional<String> branch() {
    return credential.branch();
  }
}
