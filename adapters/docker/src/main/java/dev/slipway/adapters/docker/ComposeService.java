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
  private final Map<?, ?> service;
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

  private static Optional<ContainerSpec.Compose> compose(PlatformSpec platform) {
    return switch (platform) {
      case PlatformSpec.Docker d -> d.container().compose();
    };
  }

  private EnvironmentConfig complete(EnvironmentConfig given) {
    for (Object key : service.keySet()) {
      if (!READ.contains(String.valueOf(key)) && !LEFT.contains(String.valueOf(key))) {
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
        Optional.of(new PlatformSpec.Docker(docker.engine(), container(docker.container()))), given.settings(), given.policy(), given.gates());
  }

  private ContainerSpec container(ContainerSpec given) {
    Optional<Integer> cpus = given.milliCpus().or(() -> limit("cpus").or(() -> text("cpus")).map(c -> new BigDecimal(c).movePointRight(3)
        .intValue()));
    Optional<Integer> pids = given.pids().or(() -> limit("pids").or(() -> text("pids_limit")).map(Integer::parseInt));
    List<ContainerSpec.Secret> secrets = new ArrayList<>(given.secrets());
    secrets.addAll(secrets());
    return new ContainerSpec(
        given.port() > 0 ? given.port() : port(), command(), cpus, pids, text("user"), text("read_only").filter("true"::equals).isPresent(),
        networks(), volumes(), secrets, labels(), given.compose());
  }

  private Optional<String> text(String key) {
    return file.text(service.get(key));
  }

  private Optional<String> limit(String key) {
    return file.text(ComposeFile.map(ComposeFile.map(ComposeFile.map(service.get("deploy")).get("resources")).get("limits")).get(key));
  }

  private List<?> list(String key) {
    return service.get(key) instanceof List<?> list ? list : List.of();
  }

  private int port() {
    for (String key : List.of("expose", "ports")) {
      for (Object each : list(key)) {
        String port = each instanceof Map<?, ?> m ? String.valueOf(m.get("target")) : file.text(each).orElse("");
        String last = port.substring(port.lastIndexOf(':') + 1).replaceAll("/.*", "");
        if (last.matches("[0-9]{1,5}")) {
          return Integer.parseInt(last);
        }
      }
    }
    throw file.wrong("the service " + name + " has neither expose nor ports; add one, or artifact.compose.port in slipway.yaml");
  }

  private List<String> command() {
    if (service.get("command") instanceof List<?> words) {
      return words.stream().map(w -> file.text(w).orElse("")).toList();
    }
    return text("command").map(ComposeForms::words).orElse(List.of());
  }

  private Map<String, String> variables() {
    Map<String, String> all = new TreeMap<>();
    List<Object> files = new ArrayList<>(list("env_file"));
    text("env_file").ifPresent(files::add);
    for (Object each : files) {
      Path path = file.folder().resolve(file.text(each instanceof Map<?, ?> m ? m.get("path") : each).orElse(""));
      try {
        all.putAll(ComposeFile.environmentFile(path));
      } catch (IOException e) {
        throw file.wrong("its env_file " + path + " cannot be read: " + e.getMessage());
      }
    }
    ComposeFile.map(service.get("environment")).forEach((key, value) -> all.put(String.valueOf(key), file.text(value).orElse("")));
    for (Object each : list("environment")) {
      String[] parts = file.text(each).orElse("").split("=", 2);
      all.put(parts[0], parts.length > 1 ? parts[1] : "");
    }
    return all;
  }

  /** The same networks as before. The service's name is none of the aliases: it belongs to what stands before all instances. */
  private List<ContainerSpec.Network> networks() {
    List<ContainerSpec.Network> joined = new ArrayList<>();
    list("networks").forEach(n -> joined.add(network(String.valueOf(n))));
    ComposeFile.map(service.get("networks")).forEach((key, said) -> joined.add(network(String.valueOf(key))));
    return joined.isEmpty() ? List.of(network("default")) : joined;
  }

  private ContainerSpec.Network network(String key) {
    return new ContainerSpec.Network(file.engineName("networks", key, project), List.of());
  }

  private List<String> volumes() {
    List<String> read = new ArrayList<>();
    for (Object each : list("volumes")) {
      if (each instanceof Map<?, ?> m) {
        String source = file.text(m.get("source")).orElse("");
        String end = ":" + file.text(m.get("target")).orElse("") + ("true".equals(String.valueOf(m.get("read_only"))) ? ":ro" : "");
        read.add(volume(source) + end);
      } else {
        String[] parts = file.text(each).orElse("").split(":", 2);
        if (parts.length < 2) {
          throw file.wrong("the service " + name + " has the volume " + parts[0]
              + " without a name, which another container would not find; name it");
        }
        read.add(volume(parts[0]) + ":" + parts[1]);
      }
    }
    return read;
  }

  private String volume(String source) {
    return source.startsWith("/") ? source : source.startsWith(".") ? file.folder().resolve(source).normalize().toString()
        : file.engineName("volumes", source, project);
  }

  private List<ContainerSpec.Secret> secrets() {
    List<ContainerSpec.Secret> read = new ArrayList<>();
    for (Object each : list("secrets")) {
      String source = file.text(each instanceof Map<?, ?> m ? m.get("source") : each).orElse("");
      String target = each instanceof Map<?, ?> m ? file.text(m.get("target")).orElse(source) : source;
      Map<?, ?> said = file.named("secrets", source);
      String reference = file.text(said.get("file")).map(f -> "${file:" + file.folder().resolve(f).normalize() + "}")
          .or(() -> file.text(said.get("environment")).map(e -> "${env:" + e + "}"))
          .orElseThrow(() -> file.wrong("the secret " + source + " has neither file nor environment"));
      read.add(new ContainerSpec.Secret(target, reference));
    }
    return read;
  }

  private List<ContainerSpec.Label> labels() {
    Map<String, String> all = new TreeMap<>();
    ComposeFile.map(service.get("labels")).forEach((key, value) -> all.put(String.valueOf(key), file.text(value).orElse("")));
    for (Object each : list("labels")) {
      String[] parts = file.text(each).orElse("").split("=", 2);
      all.put(parts[0], parts.length > 1 ? parts[1] : "");
    }
    return all.entrySet().stream().map(e -> new ContainerSpec.Label(e.getKey(), e.getValue())).toList();
  }
}
