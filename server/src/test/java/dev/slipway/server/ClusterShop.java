package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/** A namespace of a real cluster in which a team has its shops, each with a Deployment, a Service and a ConfigMap of the same name. */
record ClusterShop(Path folder, String kubeconfig, String namespace) {
  private static final String USUAL = "/tmp/kubernetes/admin.kubeconfig";
  /** The image of the team's own Deployment by another name: a release of its own, though nothing is built for it. */
  static final String IMAGE = "docker.io/local/busybox:1";

  /** Makes the namespace; where there is no cluster that says so, and nothing is tested. */
  static ClusterShop open(Path folder) {
    String told = System.getenv("SLIPWAY_TEST_KUBECONFIG");
    String kubeconfig = told != null && !told.isBlank() ? told : USUAL;
    Assumptions.assumeTrue(
        Files.isReadable(Path.of(kubeconfig)), "no Kubernetes cluster: set SLIPWAY_TEST_KUBECONFIG to the kubeconfig of one for tests");
    ClusterShop shop = new ClusterShop(folder, kubeconfig, "slw-server-" + UUID.randomUUID().toString().substring(0, 8));
    var made = shop.run("kubectl", "--kubeconfig", kubeconfig, "create", "namespace", shop.namespace);
    return shop;
  }

  /** What a team has of one shop; nothing waits for its pods. */
  void make(String name, int replicas) {
    configure(name, "echo fine > /tmp/www/index.html");
    apply(ClusterManifests.workload("Deployment", name, replicas) + ClusterManifests.service(name));
  }

  /** The same whose pods keep their names. */
  void makeSet(String name, int replicas) {
    configure(name, "echo fine > /tmp/www/index.html");
    apply(ClusterManifests.workload("StatefulSet", name, replicas));
  }

  /** One pod that nobody asks anything. */
  void makeWorker(String name) {
    configureWorker(name, "exec sleep 100000");
    apply(ClusterManifests.worker(name));
  }

  /** Writes what pods of a shop do before they serve. */
  void configure(String name, String line) {
    configureWorker(name, "/bin/busybox mkdir -p /tmp/www\n    " + line + "\n    exec httpd -f -p 8080 -h /tmp/www");
  }

  /** Writes all that a pod does. */
  void configureWorker(String name, String lines) {
    apply(ClusterManifests.configuration(name, lines));
  }

  void awaitReady(String name, int replicas) {
    awaitReady("deployment", name, replicas);
  }

  void awaitReady(String kind, String name, int replicas) {
    ServerOnDatabase.await(() -> kubectl("get", kind, name, "-o", "jsonpath={.status.readyReplicas}")
        .equals(Integer.toString(replicas)), replicas + " pods of " + name + " are ready");
  }

  /** A slipway.yaml with one environment, which has the name of its Deployment. */
  String yaml(String name, String image, String more) {
    return """
        service: shop
        artifact: { kubernetes: { image: "%s" } }
        environments:
          %s:
            platform: { kubernetes: { kubeconfig: %s, namespace: %s, deployment: %s, service: %s } }
            on-no-data: promote
            drain: 1s
            keep-stable: 1h
        """.formatted(image, name, kubeconfig, namespace, name, name) + more.indent(4);
  }

  /** The same of something that no traffic is moved to. */
  String unrouted(String name, String more) {
    return yaml(name, IMAGE, more).replace("    drain: 1s\n    keep-stable: 1h\n", "").replace(", service: " + name, "");
  }

  /** Asks for a deploy. */
  JsonNode deploy(ServerOnDatabase server, String name, String version, String yaml) {
    return server.post("/targets/shop/" + name + "/deploy",
        Map.of("configText", yaml, "configFile", folder.resolve("slipway.yaml").toString(), "version", version, "by", "ada"));
  }

  /** The same, which must begin. */
  void begin(ServerOnDatabase server, String name, String version, String yaml) {
    JsonNode answer = deploy(server, name, version, yaml);
    assertTrue(answer.has("rollout"), answer.toString());
  }

  private void apply(String text) {
    try {
      Path file = Files.createTempFile(folder, "team", ".yaml");
      Files.writeString(file, text);
      var applied = kubectl("apply", "-f", file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String kubectl(String... arguments) {
    List<String> all = new ArrayList<>(List.of("kubectl", "--kubeconfig", kubeconfig, "-n", namespace));
    all.addAll(List.of(arguments));
    return run(all.toArray(String[]::new));
  }

  private String run(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor() == 0, () -> String.join(" ", command) + ": " + said);
      return said;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where its Service is reached. */
  String address(String name) {
    return "http://" + kubectl("get", "service", name, "-o", "jsonpath={.spec.clusterIP}") + "/";
  }

  /** Takes its Deployments away one by one: Docker 20.10 may lock itself up when many networks end at once. Nobody waits for it. */
  void remove() {
    String kubectl = "kubectl --kubeconfig '" + kubeconfig + "' -n " + namespace;
    String each = "for each in $(" + kubectl + " get deployments,statefulsets -o name); do " + kubectl
        + " delete $each --cascade=foreground --timeout=90s; done";
    var unused = run("setsid", "-f", "sh", "-c", "exec > /dev/null 2>&1; " + each + "; " + kubectl + " delete namespace " + namespace);
  }
}
