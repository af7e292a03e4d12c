package dev.slipway.core.config;

import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.traffic.TargetSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One environment, with everything that is said for the whole service and every default filled in.
 *
 * @param name of the environment
 * @param artifact what is shipped
 * @param instances how many carry all traffic, at least 1
 * @param environment variables of each instance
 * @param health how instances are asked
 * @param stopGrace between SIGTERM and SIGKILL
 * @param memoryLimitBytes most memory of an instance
 * @param settings where it is reached
 * @param policy how rollouts proceed
 */
public record EnvironmentConfig(
    String name,
    Artifact artifact,
    int instances,
    Map<String, String> environment,
    HealthSpec health,
    Duration stopGrace,
    Optional<Long> memoryLimitBytes,
    TargetSettings settings,
    Policy policy) {
  public EnvironmentConfig {
    environment = Map.copyOf(environment);
  }

  /**
   * Where it is reached, with the files of TLS found from the folder in which slipway.yaml lies: who reads them works elsewhere.
   *
   * @param folder absolute
   */
  public TargetSettings settingsFrom(Path folder) {
    Optional<TargetSettings.Tls> tls =
        settings.tls().map(t -> new TargetSettings.Tls(folder.resolve(t.certificate()).toString(), folder.resolve(t.key()).toString()));
    return new TargetSettings(settings.listen(), tls, settings.sticky(), settings.drain());
  }
}
