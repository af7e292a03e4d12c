package dev.slipway.core.access;

import dev.slipway.core.rollout.TargetId;

/**
 * A role in some targets.
 *
 * @param role what may be done
 * @param service where: the name of a service, or {@code *} for every one
 * @param environment and of which of its environments, or {@code *} for every one
 */
public record Grant(Role role, String service, String environment) {
  /** In place of a name: every one. */
  public static final String EVERY = "*";

  /** Whether it allows there what needs the role. */
  public boolean allows(Role needed, TargetId target) {
    return role.covers(needed) && is(service, target.service()) && is(environment, target.environment());
  }

  /** Whether it allows what is of no one target. */
  public boolean allowsEverywhere(Role needed) {
    return role.covers(needed) && service.equals(EVERY) && environment.equals(EVERY);
  }

  private static boolean is(String pattern, String name) {
    return pattern.equals(EVERY) || pattern.equals(name);
  }
}
