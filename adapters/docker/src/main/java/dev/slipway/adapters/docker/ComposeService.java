package dev.slipway.adapters.docker;

import dev.slipway.core.config.Artifact;
import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.release.ContainerSpec;
import dev.slipway.core.release.PlatformSpec;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One service of a compose file as Slipway runs it. What slipway.yaml says wins; what neither can hold is refused rather than left out. */
public final class ComposeService {
  /** What Slipway does in its own way, or that concerns compose alone. */
  private static final Set<String> LEFT = Set.of(
      "build", "container_name", "depends_on", "deploy", "expose", "healthcheck", "logging", "ports", "profiles", "pull_policy",
          "restart", "scale");

  private static final Set<String> READ = Set.of(
      "image", "command", "environment", "env_file", "user", "read_only", "networks", "volumes", "labels", "mem_limit", "cpus",
          "pids_limit",
      "secrets", "stop_grace_period");

  private final ComposeFile file;
  private final ComposeNode service;
  private final String name;
  private final String project;

  private ComposeService(ComposeFile file, ContainerSpec.Compose compose) {
    this.file = file;
    this.service = file.service(compose.service());
    this.name = compose.service();
    this.project = file.project(compose.project());
  }

  /** An environment with everything that its compose file says; one that names no compose file stays as it is. */
  public static EnvironmentConfig completed(EnvironmentConfig environment, String version) {
    Optional<ContainerSpec.Compose> compose = environment.platform().flatMap(ComposeService::compose);
    return compose.isEmpty() ? environment
        : new ComposeService(ComposeFile.read(Path.of(compose.get().file()), version), compose.get()).complete(environment);
  }

  /** By what compose calls the project of a service. */
  static String project(ContainerSpec.Compose compose) {
    return compose.project().orElseGet(() -> ComposeFile.read(Path.of(compose.file()), "").project(Optional.empty()));
  }

  private static Optional<ContainerSpec.Compose> compose(PlatformSpec platform) {
    return switch (platform) {
      case PlatformSpec.Docker d -> d.container().compose();
    };
  }

  private EnvironmentConfig complete(EnvironmentConfig given) {
    for (String key : service.keys()) {
      if (!READ.contains(key) && !LEFT.contains(key)) {
        throw file.wrong("the service " + name + " has " + key
            + ", which containers of Slipway's cannot have; take it out, or put it into the image");
      }
    }
    PlatformSpec.Docker docker = switch (given.platform().orElseThrow()) {
      case PlatformSpec.Docker d -> d;
    };
    String image = given.artifact().file().isEmpty() ? text("image").orElseThrow(() -> file.wrong("the service " + name
        + " has no image; name one, with ${VERSION} in it, or artifact.compose.image in slipway.yaml")) : given.artifact().file();
    Map<String, String> variables = variables();
    variables.putAll(given.environment());
    Duration grace = text("stop_grace_period").map(ComposeForms::duration).orElse(given.stopGrace());
    Optional<Long> memory = given.memoryLimitBytes().or(() -> limit("memory").or(() -> text("mem_limit")).map(ComposeForms::bytes));
    return new EnvironmentConfig(
        given.name(), new Artifact(image, ""), given.instances(), variables, given.health(), grace, memory,
        Optional.of(new PlatformSpec.Docker(docker.engine(), container(docker.container()))), given.settings(),
        given.policy(), given.gates(), given.guard(), given.expectations(), given.receivers());
  }

  private ContainerSpec container(ContainerSpec given) {
    Optional<Integer> cpus = given.milliCpus().or(() -> limit("cpus").or(() -> text("cpus")).map(c -> new BigDecimal(c).movePointRight(3)
        .intValue()));
    Optional<Integer> pids = given.pids().or(() -> limit("pids").or(() -> text("pids_limit")).map(Integer::parseInt));
    ComposeStorage storage = new ComposeStorage(file, service, name, project);
    List<ContainerSpec.Secret> secrets = new ArrayList<>(given.secrets());
    secrets.addAll(storage.secrets());
    List<ContainerSpec.Label> labels = service.pairs("labels").entrySet().stream()
        .map(e -> new ContainerSpec.Label(e.getKey(), e.getValue())).toList();
    return new ContainerSpec(
        given.port() > 0 ? given.port() : port(), command(), cpus, pids, text("user"), service.yes("read_only"),
        storage.networks(), storage.volumes(), secrets, labels, given.compose());
  }

  private Optional<String> text(String key) {
    return service.text(key);
  }

  private Optional<String> limit(String key) {
    return service.node("deploy").node("resources").node("limits").text(key);
  }

  private int port() {
    for (String key : List.of("expose", "ports")) {
      for (Object each : service.list(key)) {
        String port = ComposeNode.of(file, Optional.of(each)).text("target").or(() -> file.text(each)).orElse("");
        String last = port.substring(port.lastIndexOf(':') + 1).replaceAll("/.*", "");
        if (last.matches("[0-9]{1,5}")) {
          return Integer.parseInt(last);
        }
      }
    }
    throw file.wrong("the service " + name + " has neither expose nor ports; add one, or artifact.compose.port in slipway.yaml");
  }

  private List<String> command() {
    List<String> words = service.list("command").stream().map(w -> file.text(w).orElse("")).toList();
    return text("command").map(ComposeForms::words).orElse(words);
  }

  private Map<String, String> variables() {
    Map<String, String> all = new TreeMap<>();
    List<Object> files = new ArrayList<>(service.list("env_file"));
    text("env_file").ifPresent(files::add);
    for (Object each : files) {
      String said = ComposeNode.of(file, Optional.of(each)).text("path").or(() -> file.text(each)).orElse("");
      Path path = file.folder().resolve(said);
      try {
        all.putAll(ComposeFile.environmentFile(path));
      } catch (IOException e) {
        throw file.wrong("its env_file " + path + " cannot be read: " + e.getMessage());
      }
    }
    all.putAll(service.pairs("environment"));
    return all;
  }
}
