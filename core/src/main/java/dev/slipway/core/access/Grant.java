package dev.slipway.core.access;

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

  /** Names as targets have them. */
  private static final String NAMES = "\\*|[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

  public Grant {
    if (!service.matches(NAMES) || !environment.matches(NAMES)) {
      throw new IllegalArgumentException(service + "/" + environment + " names no targets; they are SERVICE/ENV, or * for every one");
    }
  }

  /** Whether it allows there what needs the role. */
  public boolean allows(Role needed, String ofService, String inEnvironment) {
    return role.covers(needed) && is(service, ofService) && is(environment, inEnvironment);
  }

  /** Whether it allows what is of no one target. */
  public boolean allowsEverywhere(Role needed) {
    return role.covers(needed) && service.equals(EVERY) && environment.equals(EVERY);
  }

  /** Whether who has it may give the other: it allows as much, wherever the other does. */
  public boolean covers(Grant other) {
    return role.covers(other.role) && is(service, other.service) && is(environment, other.environment);
  }

  /** Reads {@code deployer@shop/staging}, {@code viewer@shop/*} or {@code admin@*}{@code /*}. */
  public static Grant parse(String text) {
    int at = text.indexOf('@');
    int slash = text.indexOf('/', at + 1);
    if (at < 0 || slash < 0) {
      throw new IllegalArgumentException(text + " is not ROLE@SERVICE/ENV");
    }
    Role role = Role.parse(text.substring(0, at));
    return new Grant(role, text.substring(at + 1, slash), text.substring(slash + 1));
  }

  @Override
  public String toString() {
    return role.word() + "@" + service + "/" + environment;
  }

  private static boolean is(String pattern, String name) {
    return pattern.equals(EVERY) || pattern.equals(name);
  }
}
