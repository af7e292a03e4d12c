package dev.slipway.server;

import java.util.Optional;

/** Which Slipway this is. */
public final class BuildVersion {
  private BuildVersion() {}

  /** As the jar's manifest says it; {@code development} outside a jar. */
  public static String text() {
    return Optional.ofNullable(BuildVersion.class.getPackage().getImplementationVersion()).orElse("development");
  }
}
