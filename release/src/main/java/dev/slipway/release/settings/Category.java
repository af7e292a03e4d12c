package dev.slipway.release.settings;

import java.util.List;

/**
 * A heading of the changelog.
 *
 * @param name as printed
 * @param types whose messages stand below it; {@code breaking} for whatever breaks something, {@code other} for messages without a type
 */
public record Category(String name, List<String> types) {
  /** Stands for whatever breaks something. */
  public static final String BREAKING = "breaking";

  /** Those of Keep a Changelog 1.1.0. */
  public static final List<Category> DEFAULT = List.of(
      new Category("Added", List.of("feat")),
      new Category("Changed", List.of("perf", "revert", BREAKING)),
      new Category("Deprecated", List.of("deprecate")),
      new Category("Removed", List.of("remove")),
      new Category("Fixed", List.of("fix")),
      new Category("Security", List.of("security")));

  public Category {
    types = List.copyOf(types);
  }
}
