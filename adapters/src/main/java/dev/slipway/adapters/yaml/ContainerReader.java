package dev.slipway.adapters.yaml;

import dev.slipway.core.config.Artifact;
import dev.slipway.core.release.ContainerSpec;
import dev.slipway.core.release.DockerEngine;
import dev.slipway.core.release.PlatformSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Reads {@code artifact.docker} and {@code artifact.compose}: what an environment says, before what is said for the whole service. */
final class ContainerReader {
  static final String EXAMPLE = "docker: { image: \"registry.example.com/shop:${version}\", port: 8080 }";
  private static final int MOST_PIDS = 1_000_000;
  private static final BigDecimal MOST_CPUS = BigDecimal.valueOf(1_000);

  private final List<Section> sections;

  private ContainerReader(List<Section> sections) {
    this.sections = sections;
  }

  /**
   * What is shipped, and how a container of it is made.
   *
   * @param artifact the image, still with its {@code ${version}}; empty for the one that a compose file names
   * @param platform where and how
   */
  record Written(Artifact artifact, PlatformSpec platform) {}

  /** Reads it from the {@code artifact} maps in order of precedence; the first that names an image or a compose file decides which. */
  static Optional<Written> read(List<Section> artifacts, DockerEngine engine, Value environment) {
    for (Section artifact : artifacts) {
      for (String kind : List.of("docker", "compose")) {
        if (artifact.sectionIfMap(kind).isPresent()) {
          List<Section> sections = artifacts.stream().flatMap(a -> a.sectionIfMap(kind).stream()).toList();
          ContainerReader reader = new ContainerReader(sections);
          return kind.equals("docker") ? reader.docker(engine) : reader.compose(engine);
        }
      }
    }
    environment.problems().add(Fault.MISSING_KEY, environment.keyAt(), environment.path() + " ships no image, and containers run from one",
        "add at the top of the file artifact: { " + EXAMPLE + " }");
    return Optional.empty();
  }

  private Optional<Written> docker(DockerEngine engine) {
    Optional<String> image = required("image", "shop:${version}").flatMap(v -> v.text("shop:${version}").filter(t -> placed(t, v)));
    Optional<Integer> port = required("port", "8080").flatMap(v -> v.whole(1, 65_535));
    ContainerSpec read = spec(port.orElse(1), Optional.empty());
    return image.filter(i -> port.isPresent()).map(i -> new Written(new Artifact(i, ""), new PlatformSpec.Docker(engine, read)));
  }

  private Optional<Written> compose(DockerEngine engine) {
    Optional<String> service = required("service", "web").flatMap(v -> v.text("web"));
    String file = first("file").flatMap(v -> v.text("docker-compose.yml")).orElse("docker-compose.yml");
    String image = first("image").flatMap(v -> v.text("shop:${version}").filter(t -> placed(t, v))).orElse("");
    int port = first("port").flatMap(v -> v.whole(1, 65_535)).orElse(0);
    Optional<String> project = first("project").flatMap(v -> v.text("shop"));
    return service.map(s -> new Written(new Artifact(image, ""),
        new PlatformSpec.Docker(engine, spec(port, Optional.of(new ContainerSpec.Compose(file, s, project))))));
  }

  private ContainerSpec spec(int port, Optional<ContainerSpec.Compose> compose) {
    return new ContainerSpec(
        port, texts("command", "[ serve, --port, \"8080\" ]"), first("cpus").flatMap(ContainerReader::milliCpus),
        first("pids").flatMap(v -> v.whole(1, MOST_PIDS)), first("user").flatMap(ContainerReader::user),
        first("read-only").flatMap(Value::truth).orElse(false),
        texts("networks", "[ backend ]").stream().map(n -> new ContainerSpec.Network(n, List.of())).toList(),
        texts("volumes", "[ uploads:/data ]"), secrets(), labels(), compose);
  }

  private Optional<Value> first(String key) {
    return sections.stream().flatMap(s -> s.value(key).stream()).findFirst();
  }

  private Optional<Value> required(String key, String example) {
    Optional<Value> value = first(key);
    if (value.isEmpty()) {
      Section section = sections.getFirst();
      section.problems().add(Fault.MISSING_KEY, section.headAt(), section.path() + " has no " + key, "add it, as " + key + ": " + example);
    }
    return value;
  }

  private static boolean placed(String text, Value value) {
    Placeholders.check(text, Placeholders.OF_TEXT, value.at(), value.path(), value.problems());
    return true;
  }

  private List<String> texts(String key, String example) {
    List<String> read = new ArrayList<>();
    for (Value each : first(key).map(Value::oneOrMany).orElse(List.of())) {
      each.text(example).ifPresent(read::add);
    }
    return read;
  }

  private static Optional<Integer> milliCpus(Value value) {
    String text = value.node() instanceof Node.Scalar scalar ? scalar.text() : "";
    if (!text.matches("[0-9]{1,4}(\\.[0-9]{1,3})?")) {
      return value.badForm("is no number of cores", "write it as 0.5");
    }
    BigDecimal cpus = new BigDecimal(text);
    if (cpus.signum() == 0 || cpus.compareTo(MOST_CPUS) > 0) {
      value.fault(Fault.OUT_OF_RANGE, value.path() + " is " + text + ", out of range", "use 0.001 to " + MOST_CPUS);
      return Optional.empty();
    }
    return Optional.of(cpus.movePointRight(3).intValueExact());
  }

  private static Optional<String> user(Value value) {
    return value.node() instanceof Node.Scalar scalar && scalar.text().matches("[A-Za-z0-9_][A-Za-z0-9_.-]*(:[A-Za-z0-9_][A-Za-z0-9_.-]*)?")
        ? Optional.of(scalar.text()) : value.badForm("is no user", "write it as 1000, app or 1000:1000");
  }

  private List<ContainerSpec.Secret> secrets() {
    TreeMap<String, ContainerSpec.Secret> read = new TreeMap<>();
    for (Node.Entry entry : entries("secrets")) {
      Value value = first("secrets").flatMap(v -> v.section("")).flatMap(s -> s.value(entry.key())).orElseThrow();
      Optional<String> source = value.text("${file:/etc/shop/database-password}");
      if (!entry.key().matches("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}")) {
        value.problems().add(Fault.BAD_FORM, entry.keyAt(), "\"" + entry.key() + "\" cannot be the name of a file",
            "use letters, digits, dots and dashes");
      } else if (source.isPresent() && !SecretName.REFERENCE.matcher(source.get()).matches()) {
        value.fault(Fault.PLAIN_SECRET, value.path() + " stands here for everybody to read, or is no reference",
            "write \"${file:/path/of/it}\" or \"${env:NAME}\", of the server's environment");
      } else {
        source.ifPresent(s -> read.put(entry.key(), new ContainerSpec.Secret(entry.key(), s)));
      }
    }
    return List.copyOf(read.values());
  }

  private List<ContainerSpec.Label> labels() {
    TreeMap<String, ContainerSpec.Label> read = new TreeMap<>();
    for (Node.Entry entry : entries("labels")) {
      if (entry.value() instanceof Node.Scalar scalar) {
        read.put(entry.key(), new ContainerSpec.Label(entry.key(), scalar.text()));
      }
    }
    return List.copyOf(read.values());
  }

  private List<Node.Entry> entries(String key) {
    return first(key).flatMap(v -> v.section("{ NAME: value }")).map(s -> s.map().entries()).orElse(List.of());
  }
}
