package dev.slipway.adapters.yaml;

import dev.slipway.core.config.EnvironmentConfig;
import dev.slipway.core.config.ServiceConfig;
import dev.slipway.core.traffic.Endpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the whole file, once its text is a tree. */
final class ServiceReader {
  private static final String NAME = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
  private static final String ENVIRONMENTS = "{ staging: { listen: 8080 } }";
  private static final Set<String> EVERY_ADDRESS = Set.of("0.0.0.0", "::");

  private final Section top;
  private final Problems problems;

  private ServiceReader(Section top, Problems problems) {
    this.top = top;
    this.problems = problems;
  }

  /** What it says, as far as it can be understood; whether that is all of it, the problems tell. */
  static Optional<ServiceConfig> read(Node root, Problems problems) {
    Value whole = new Value(root, "the file", Position.START, problems);
    if (!(root instanceof Node.Mapping map)) {
      return whole.wrongKind("a map", "service: shop, with the other keys below it");
    }
    return new ServiceReader(new Section(map, "", Position.START, problems), problems).service();
  }

  private Optional<ServiceConfig> service() {
    Optional<String> name = top.value("service").flatMap(v -> v.text("shop").filter(t -> isName(t, v.at(), "service")));
    Map<String, String> variables = VariablesReader.read(top.value("env"));
    top.section("health", "{ ready: /ready }").ifPresent(h -> new HealthReader(List.of(h)).read());
    top.sectionIfMap("artifact").flatMap(a -> a.sectionIfMap("process")).ifPresent(ArtifactReader::check);
    EnvironmentReader reader = new EnvironmentReader(top, variables);
    Map<String, EnvironmentConfig> environments = new LinkedHashMap<>();
    Map<String, Value> listens = new LinkedHashMap<>();
    Optional<Section> section = top.section("environments", ENVIRONMENTS);
    if (section.filter(s -> s.map().entries().isEmpty()).isPresent()) {
      problems.add(Fault.MISSING_KEY, section.orElseThrow().map().at(), "environments names none", "write it as " + ENVIRONMENTS);
    }
    for (Node.Entry entry : section.map(s -> s.map().entries()).orElse(List.of())) {
      Value value = section.orElseThrow().value(entry.key()).orElseThrow();
      if (isName(entry.key(), entry.keyAt(), "environments")) {
        reader.read(entry.key(), value).ifPresent(e -> environments.put(entry.key(), e));
        section.flatMap(s -> s.sectionIfMap(entry.key())).flatMap(e -> e.value("listen")).ifPresent(l -> listens.put(entry.key(), l));
      }
    }
    refuseSharedPorts(environments, listens);
    section.ifPresent(ParityReader::refuseStrangers);
    return name.filter(n -> !environments.isEmpty()).map(n -> new ServiceConfig(n, environments));
  }

  private boolean isName(String text, Position at, String path) {
    if (text.matches(NAME)) {
      return true;
    }
    String near = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    String rule = "use 1 to 63 lower-case letters, digits and dashes, with no dash at either end";
    problems.add(Fault.BAD_FORM, at, "\"" + text + "\" cannot be a name in " + path, near.matches(NAME) ? "did you mean \"" + near
        + "\"?" : rule);
    return false;
  }

  private static void refuseSharedPorts(Map<String, EnvironmentConfig> environments, Map<String, Value> listens) {
    List<EnvironmentConfig> all = List.copyOf(environments.values());
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < i; j++) {
        Endpoint first = all.get(j).settings().listen();
        if (clash(first, all.get(i).settings().listen())) {
          Value second = listens.get(all.get(i).name());
          if (second != null) {
            second.fault(
                Fault.CONTRADICTION, "environments." + all.get(i).name() + " listens on port " + first.port() + ", as environments."
                    + all.get(j).name() + " does", "give each environment a port of its own");
          }
          break;
        }
      }
    }
  }

  private static boolean clash(Endpoint a, Endpoint b) {
    if (a.port() != b.port()) {
      return false;
    }
    return a.equals(b) || EVERY_ADDRESS.contains(a.host()) || EVERY_ADDRESS.contains(b.host()) || (isLoopback(a) && isLoopback(b));
  }

  private static boolean isLoopback(Endpoint e) {
    return e.host().equals("localhost") || e.host().equals("127.0.0.1");
  }
}
