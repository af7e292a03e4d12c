package dev.slipway.core.release;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * How one instance of a release is run: the resolved configuration, without any secret value.
 *
 * @param instances how many instances carry all traffic, at least 1
 * @param artifactName file name of the artifact inside the release store, or the reference of an image
 * @param command shell command in which {@code ${artifact}}, {@code ${port}}, {@code ${version}} and {@code ${instance}} are replaced
 * @param environment variables added to the instance's own
 * @param health how its health is asked for
 * @param stopGrace between SIGTERM and SIGKILL
 * @param memoryLimitBytes upper bound of memory where the platform can hold one
 * @param platform what it runs on, absent for a process of the server's machine
 */
public record RunSpec(
    int instances,
    String artifactName,
    String command,
    Map<String, String> environment,
    HealthSpec health,
    Duration stopGrace,
    Optional<Long> memoryLimitBytes,
    Optional<PlatformSpec> platform) {
  public RunSpec {
    environment = Map.copyOf(environment);
  }

  /** As a process of the server's machine. */
  public RunSpec(
      int instances, String artifactName, String command, Map<String, String> environment, HealthSpec health, Duration stopGrace,
      Optional<Long> memoryLimitBytes) {
    this(instances, artifactName, command, environment, health, stopGrace, memoryLimitBytes, Optional.empty());
  }
}
