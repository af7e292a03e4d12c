package dev.slipway.bench.rig;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A slipway.yaml with one environment.
 *
 * @param service its name
 * @param artifact file and command
 * @param ready path of readiness
 * @param environment its name
 * @param lines further lines of the environment by key, as YAML
 */
public record ServiceFile(String service, Artifact artifact, String ready, String environment, int port, Map<String, String> lines) {
  /** What is shipped, as in slipway.yaml; an image where nothing is said to run. */
  public record Artifact(String file, String run) {}

  /**
   * The shop, one instance, quick to drain. Its bakes are too short to gather evidence in, so what sends it back are the triggers that a
   * scenario names.
   */
  public static ServiceFile shop(String environment, int port) {
    return new ServiceFile("shop", new Artifact("dist/shop-${version}.jar", Installation.shopCommand()), "/ready", environment, port,
        Map.of())
        .with("replicas", "1")
        .with("drain", "2s")
        .with("stop-grace", "5s")
        .with("judge", "triggers");
  }

  /** A service whose Deployment and Service in a namespace are called as it is; without measurements its readiness alone decides. */
  public static ServiceFile inCluster(String service, String image, String environment, String kubeconfig, String namespace) {
    return new ServiceFile(service, new Artifact(image, ""), "", environment, 0, Map.of())
        .with("platform", "{ kubernetes: { kubeconfig: " + kubeconfig + ", namespace: " + namespace + " } }")
        .with("judge", "triggers")
        .with("on-no-data", "promote")
        .with("drain", "2s");
  }

  /** With another value of a key. */
  public ServiceFile with(String key, String yaml) {
    Map<String, String> more = new LinkedHashMap<>(lines);
    more.put(key, yaml);
    return new ServiceFile(service, artifact, ready, environment, port, more);
  }

  /** With another command. */
  public ServiceFile running(String run) {
    return new ServiceFile(service, new Artifact(artifact.file(), run), ready, environment, port, lines);
  }

  /** With a strategy, as YAML. */
  public ServiceFile strategy(String yaml) {
    return with("strategy", yaml);
  }

  /** With triggers. */
  public ServiceFile rollbackWhen(String... triggers) {
    return with("rollback-when", "[ " + String.join(", ", triggers) + " ]");
  }

  /** The whole text. */
  public String text() {
    List<String> out = new ArrayList<>();
    out.add("service: " + service);
    if (artifact.run().isEmpty()) {
      out.add("artifact: { kubernetes: { image: \"" + artifact.file() + "\" } }");
      out.add("environments:");
      out.add("  " + environment + ":");
      lines.forEach((key, value) -> out.add("    " + key + ": " + value));
      return String.join("\n", out) + "\n";
    }
    out.add("artifact:");
    out.add("  process:");
    out.add("    file: " + artifact.file());
    out.add("    run: \"" + artifact.run().replace("\\", "\\\\").replace("\"", "\\\"") + "\"");
    out.add("health: { ready: " + ready + " }");
    out.add("environments:");
    out.add("  " + environment + ":");
    out.add("    listen: 127.0.0.1:" + port);
    Map<String, String> all = new LinkedHashMap<>(Map.of("platform", "process", "router", "embedded"));
    all.putAll(lines);
    all.forEach((key, value) -> out.add("    " + key + ": " + value));
    return String.join("\n", out) + "\n";
  }
}
