package dev.slipway.core.config;

import dev.slipway.core.gate.GateSpec;
import dev.slipway.core.guard.Guard;
import dev.slipway.core.notice.Receiver;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.release.PlatformSpec;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.traffic.TargetSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One environment, with everything that is said for the whole service and every default filled in.
 *
 * @param name of the environment
 * @param artifact what is shipped
 * @param instances how many carry all traffic, at least 1; 0 for as many as there are, where the platform knows
 * @param environment variables of each instance
 * @param health how instances are asked
 * @param stopGrace between SIGTERM and SIGKILL
 * @param memoryLimitBytes most memory of an instance
 * @param platform what instances run on, absent for processes of the server's machine
 * @param settings where it is reached
 * @param policy how rollouts proceed
 * @param gates what must hold before one begins
 * @param guard what must be allowed before one begins
 * @param expectations what is expected beyond a rollout
 * @param receivers who is told of them
 */
public record EnvironmentConfig(
    String name,
    Artifact artifact,
    int instances,
    Map<String, String> environment,
    HealthSpec health,
    Duration stopGrace,
    Optional<Long> memoryLimitBytes,
    Optional<PlatformSpec> platform,
    TargetSettings settings,
    Policy policy,
    List<GateSpec> gates,
    Guard guard,
    Expectations expectations,
    List<Receiver> receivers) {
  public EnvironmentConfig {
    receivers = List.copyOf(receivers);
    gates = List.copyOf(gates);
    environment = Map.copyOf(environment);
  }

  /** Of processes of the server's machine. */
  public EnvironmentConfig(
      String name, Artifact artifact, int instances, Map<String, String> environment, HealthSpec health, Duration stopGrace,
      Optional<Long> memoryLimitBytes, TargetSettings settings, Policy policy, List<GateSpec> gates) {
    this(name, artifact, instances, environment, health, stopGrace, memoryLimitBytes, Optional.empty(), settings, policy, gates,
        Guard.NONE, Expectations.NONE, List.of());
  }

  /**
   * The same with the files of its platform found from the folder in which slipway.yaml lies.
   *
   * @param folder absolute
   */
  public EnvironmentConfig platformFrom(Path folder) {
    UnaryOperator<String> at = file -> folder.resolve(file).normalize().toString();
    return new EnvironmentConfig(
        name, artifact, instances, environment, health, stopGrace, memoryLimitBytes, platform.map(p -> p.from(at)), settings,
        policy, gates, guard, expectations, receivers);
  }

  /** The same with another number of instances. */
  public EnvironmentConfig with(int standing) {
    return new EnvironmentConfig(
        name, artifact, standing, environment, health, stopGrace, memoryLimitBytes, platform, settings, policy, gates, guard, expectations,
        receivers);
  }

  /**
   * Where it is reached, with its files found from the folder in which slipway.yaml lies: who reads them works elsewhere.
   *
   * @param folder absolute
   */
  public TargetSettings settingsFrom(Path folder) {
    UnaryOperator<String> at = file -> folder.resolve(file).toString();
    Optional<TargetSettings.Tls> tls = settings.tls().map(t -> new TargetSettings.Tls(at.apply(t.certificate()), at.apply(t.key())));
    return new TargetSettings(
        settings.listen(), tls, settings.sticky(), settings.drain(), settings.router().map(r -> r.from(at)),
            settings.front().map(f -> f.from(at)));
  }
}
