package dev.slipway.core.rollout;

/**
 * A target: one service in one environment.
 *
 * @param service name of the service
 * @param environment name of the environment
 */
public record TargetId(String service, String environment) implements Comparable<TargetId> {
  private static final String NAME = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";

  /** Where Slipway keeps who may do what: nothing is deployed there, and nothing runs. */
  public static final TargetId ACCESS = new TargetId("slipway", "access");

  public TargetId {
    if (!service.matches(NAME) || !environment.matches(NAME)) {
      throw new IllegalArgumentException("not a target: " + service + "/" + environment);
    }
  }

  /** Whether it is Slipway's own, to be changed by {@link Command.Administer} and {@link Command.Shorten} alone. */
  public boolean administrative() {
    return equals(ACCESS);
  }

  /** Reads {@code shop/production}. */
  public static TargetId parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("not a target: " + text);
    }
    return new TargetId(text.substring(0, slash), text.substring(slash + 1));
  }

  @Override
  public int compareTo(TargetId other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return service + "/" + environment;
  }
}
