package dev.slipway.proxy.admin;

import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * Which proxy this is.
 *
 * @param id of what it counts: different for every start, but carried on by a successor, which counts on where its predecessor was
 * @param version of Slipway, as the jar's manifest says it
 * @param home of the installation it was started from, with the moment it was put there, as one version may be unpacked over another;
 *     empty when that is not known
 * @param startedAtMillis in milliseconds since 1970
 */
public record Boot(String id, long pid, String version, String home, long startedAtMillis) {
  /** This process, with counts that begin now. */
  public static Boot fresh(long nowMillis) {
    return counting(UUID.randomUUID().toString(), nowMillis);
  }

  /** This process, with counts that began elsewhere. */
  public static Boot counting(String id, long nowMillis) {
    String version = Optional.ofNullable(Boot.class.getPackage().getImplementationVersion()).orElse("development");
    return new Boot(id, ProcessHandle.current().pid(), version, ownHome(), nowMillis);
  }

  private static String ownHome() {
    String home = System.getProperty("slipway.home", "");
    return home.isEmpty() ? "" : home + "@" + Path.of(home, "lib", "slipway.jar").toFile().lastModified();
  }
}
