package dev.slipway.release.settings;

import dev.slipway.release.commit.Message;
import dev.slipway.release.version.Bump;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How far a message moves the version.
 *
 * @param bumps by type; {@code other} for messages that have none
 */
public record Rules(Map<String, Bump> bumps) {
  /** Stands for messages without a type. */
  public static final String OTHER = "other";

  /** What holds where nothing is configured. Types that are known and do not count are here too: a squash lists them. */
  public static final Rules DEFAULT = new Rules(defaults());

  public Rules {
    bumps = new LinkedHashMap<>(bumps);
  }

  private static Map<String, Bump> defaults() {
    Map<String, Bump> map = new LinkedHashMap<>();
    map.put("feat", Bump.MINOR);
    map.put("deprecate", Bump.MINOR);
    map.put("fix", Bump.PATCH);
    map.put("perf", Bump.PATCH);
    map.put("security", Bump.PATCH);
    map.put("revert", Bump.PATCH);
    for (String quiet : new String[] {"build", "chore", "ci", "docs", "refactor", "style", "test"}) {
      map.put(quiet, Bump.NONE);
    }
    return map;
  }

  /** These rules with some of the configuration's on top. */
  public Rules with(Map<String, Bump> more) {
    Map<String, Bump> all = new LinkedHashMap<>(bumps);
    all.putAll(more);
    return new Rules(all);
  }

  /** Whether a type is one that messages have. */
  public boolean knows(String type) {
    return bumps.containsKey(type);
  }

  /** How far a message moves the version; one that breaks something always moves it furthest. */
  public Bump of(Message message) {
    if (message.isBreaking()) {
      return Bump.MAJOR;
    }
    return bumps.getOrDefault(message.revert().isPresent() ? "revert" : message.type().orElse(OTHER), Bump.NONE);
  }

  /** Why, in a few words. */
  public String why(Message message) {
    if (message.isBreaking()) {
      boolean footer = message.footers().stream().anyMatch(f -> f.isBreaking());
      return footer ? "its footer BREAKING CHANGE" : "its mark !";
    }
    if (message.revert().isPresent()) {
      return "it takes back what was released";
    }
    return message.type().map(type -> "its type " + type).orElse("it is no conventional commit");
  }
}
