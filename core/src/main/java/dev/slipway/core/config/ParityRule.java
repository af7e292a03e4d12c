package dev.slipway.core.config;

import java.util.List;

/**
 * How an environment may differ from another.
 *
 * @param against the other
 * @param allow keys that may differ, each with everything below it: {@code replicas}, {@code env.LOG_LEVEL}, {@code listen}
 */
public record ParityRule(String against, List<String> allow) {
  public ParityRule {
    allow = List.copyOf(allow);
  }

  /** Whether a key may differ. */
  public boolean allows(String key) {
    return allow.stream().anyMatch(a -> key.equals(a) || key.startsWith(a + ".") || key.startsWith(a + "["));
  }
}
