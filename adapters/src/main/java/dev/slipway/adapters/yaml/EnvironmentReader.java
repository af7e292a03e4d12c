package dev.slipway.adapters.yaml;

import dev.slipway.core.config.Artifact;
import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.config.Expectations;
import dev.slipway.core.gate.GateSpec;
import dev.slipway.core.guard.Guard;
import dev.slipway.core.notice.Receiver;
import dev.slipway.core.objective.Objectives;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.traffic.RouterSpec;
import dev.slipway.core.traffic.TargetSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads one environment, with what is said for the whole service underneath. */
final class EnvironmentReader {
  private final Section service;
  private final Map<String, String> serviceVariables;

  EnvironmentReader(Section service, Map<String, String> serviceVariables) {
    this.service = service;
    this.serviceVariables = serviceVariables;
  }

  Optional<EnvironmentConfig> read(String name, Value value) {
    Optional<Section> section = value.section("{ listen: 8080 }");
    if (section.isEmpty()) {
      return Optional.empty();
    }
    Section environment = section.get();
    Optional<RouterSpec.Kubernetes> cluster = KubernetesReader.read(service, environment);
    Optional<ContainerReader.Written> container = cluster.isPresent() ? Optional.empty()
        : PlatformReader.read(environment).flatMap(engine -> ContainerReader.read(artifacts(environment), engine, value));
    Optional<Artifact> artifact = artifact(environment, value, cluster.isPresent(), container);
    Optional<Integer> written = environment.value("replicas").flatMap(v -> v.whole(1, Defaults.MOST_REPLICAS));
    int replicas = written.orElse(Defaults.REPLICAS);
    Map<String, String> variables = VariablesReader.merged(List.of(serviceVariables, VariablesReader.read(environment.value("env"))));
    HealthReader healthReader = healthReader(environment);
    HealthSpec health = healthReader.read();
    Duration grace = environment.value("stop-grace").flatMap(v -> v.duration(Defaults.NONE, Defaults.HOUR)).orElse(Defaults.STOP_GRACE);
    Optional<Long> memory = environment.value("memory").flatMap(SizeForm::read);
    Optional<TargetSettings> settings = SettingsReader.read(environment, cluster);
    Policy policy = UnroutedReader.suited(environment, cluster, new PolicyReader(service, environment, health, healthReader, replicas)
        .read(settings.map(TargetSettings::drain).orElse(Defaults.DRAIN)));
    List<Receiver> receivers = NotifyReader.read(service, environment);
    List<GateSpec> gates = BeforehandReader.read(environment.value("gates"));
    Guard guard = GuardReader.read(environment);
    if (artifact.isEmpty() || settings.isEmpty()) {
      return Optional.empty();
    }
    // A cluster knows itself how many there are.
    int instances = cluster.isPresent() ? written.orElse(0) : replicas;
    return Optional.of(new EnvironmentConfig(
        name, artifact.get(), instances, variables, health, grace, memory, container.map(ContainerReader.Written::platform),
        settings.get(), policy, gates, guard,
        new Expectations(ParityReader.read(environment, name), objectives(environment)), receivers));
  }

  private Optional<Objectives> objectives(Section environment) {
    return ObjectivesReader.read(environment, new MetricsReader(new Layers(List.of(environment, service)).values("metrics")));
  }

  private Optional<Artifact> artifact(
      Section environment, Value value, boolean inCluster, Optional<ContainerReader.Written> container) {
    if (inCluster) {
      return KubernetesReader.image(service, environment, value);
    }
    return PlatformReader.isProcess(environment) ? artifact(environment, value) : container.map(ContainerReader.Written::artifact);
  }

  private Optional<Artifact> artifact(Section environment, Value value) {
    List<Section> processes = artifacts(environment).stream().flatMap(a -> a.sectionIfMap("process").stream()).toList();
    processes.forEach(ArtifactReader::check);
    boolean anywhere = environment.value("artifact").isPresent() || service.value("artifact").isPresent();
    return ArtifactReader.read(processes, anywhere, value);
  }

  private List<Section> artifacts(Section environment) {
    return Stream.of(environment, service).flatMap(from -> from.sectionIfMap("artifact").stream()).toList();
  }

  private HealthReader healthReader(Section environment) {
    List<Section> sections = new ArrayList<>();
    environment.section("health", "{ ready: /ready }").ifPresent(sections::add);
    service.section("health", "{ ready: /ready }").ifPresent(sections::add);
    return new HealthReader(sections);
  }
}
