package dev.slipway.cli;

/** The version of this build. */
public final class Version {
  /** As in the pom. */
  public static final String CURRENT = "0.1.0";

  private Version() {}
}
