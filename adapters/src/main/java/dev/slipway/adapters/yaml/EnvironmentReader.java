package dev.slipway.adapters.yaml;

import dev.slipway.core.config.Artifact;
import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.gate.GateSpec;
import dev.slipway.core.release.HealthSpec;
import dev.slipway.core.rollout.Policy;
import dev.slipway.core.traffic.TargetSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
    named(environment, "platform", "process", NotYet.PLATFORMS);
    Optional<Artifact> artifact = artifact(environment, value);
    int replicas = environment.value("replicas").flatMap(v -> v.whole(1, Defaults.MOST_REPLICAS)).orElse(Defaults.REPLICAS);
    Map<String, String> variables = VariablesReader.merged(List.of(serviceVariables, VariablesReader.read(environment.value("env"))));
    HealthReader healthReader = healthReader(environment);
    HealthSpec health = healthReader.read();
    Duration grace = environment.value("stop-grace").flatMap(v -> v.duration(Defaults.NONE, Defaults.HOUR)).orElse(Defaults.STOP_GRACE);
    Optional<Long> memory = environment.value("memory").flatMap(SizeForm::read);
    Optional<TargetSettings> settings = SettingsReader.read(environment);
    Policy policy = new PolicyReader(service, environment, health, healthReader, replicas)
        .read(settings.map(TargetSettings::drain).orElse(Defaults.DRAIN));
    List<GateSpec> gates = BeforehandReader.read(environment.value("gates"));
    if (artifact.isEmpty() || settings.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new EnvironmentConfig(name, artifact.get(), replicas, variables, health, grace, memory, settings.get(), policy, gates));
  }

  private Optional<Artifact> artifact(Section environment, Value value) {
    List<Section> processes = new ArrayList<>();
    for (Section from : List.of(environment, service)) {
      from.sectionIfMap("artifact").flatMap(a -> a.sectionIfMap("process")).ifPresent(processes::add);
    }
    processes.forEach(ArtifactReader::check);
    boolean anywhere = environment.value("artifact").isPresent() || service.value("artifact").isPresent();
    return ArtifactReader.read(processes, anywhere, value);
  }

  private HealthReader healthReader(Section environment) {
    List<Section> sections = new ArrayList<>();
    environment.section("health", "{ ready: /ready }").ifPresent(sections::add);
    service.section("health", "{ ready: /ready }").ifPresent(sections::add);
    return new HealthReader(sections);
  }

  /** The one word that this version can act on, told apart from those it will. */
  private static void named(Section environment, String key, String available, Set<String> later) {
    Optional<Value> value = environment.value(key);
    Optional<String> word = value.flatMap(v -> v.text(available));
    if (word.isEmpty() || word.get().equals(available)) {
      return;
    }
    if (later.contains(word.get())) {
      value.get().fault(Fault.NOT_AVAILABLE, key + " \"" + word.get() + "\" is not available in this version", "use " + key + ": "
          + available + ", or leave it out");
      return;
    }
    List<String> words = new ArrayList<>(List.of(available));
    words.addAll(later.stream().sorted().toList());
    String hint = Spelling.nearest(word.get(), words).filter(available::equals).map(n -> "did you mean \"" + n + "\"?")
        .orElse("use " + available);
    value.get().fault(Fault.UNKNOWN_WORD, "unknown word \"" + word.get() + "\" in " + value.get().path(), hint);
  }
}
