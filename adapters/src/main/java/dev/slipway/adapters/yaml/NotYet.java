package dev.slipway.adapters.yaml;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What Slipway knows and this version cannot act on: refused, for to ignore an approval would be worse than not to have one. */
final class NotYet {
  static final Set<String> PLATFORMS = Set.of("ecs", "azure");

  private static final Map<String, String> KEYS =
      Map.of(
          "secrets", "leave it out and let the run command read secrets from where they are kept",
          "migrations", "leave it out and run them in hooks.before");

  private NotYet() {}

  static Optional<String> key(String key) {
    return Optional.ofNullable(KEYS.get(key));
  }
}
