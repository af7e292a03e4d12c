package dev.slipway.adapters.kubernetes;

import static org.junit.jupiter.api.Assertions.fail;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Assumptions;

/**
 * A real cluster for tests: the one of SLIPWAY_TEST_KUBECONFIG, or the one that the script beside the checkout starts. Where there is
 * neither, tests say so and are skipped; where there is the script and it cannot start one, they fail.
 */
final class RealCluster {
  private static final long START_SECONDS = 180;
  private static final String USUAL = "/tmp/kubernetes/admin.kubeconfig";
  private static final long AWAIT_MILLIS = 30_000;
  private static final Optional<String> KUBECONFIG = kubeconfig();
  private static final KubernetesClient ADMIN = KUBECONFIG.map(RealCluster::admin).orElse(null);

  private RealCluster() {}

  private static Optional<String> kubeconfig() {
    String told = System.getenv("SLIPWAY_TEST_KUBECONFIG");
    if (told != null && !told.isBlank()) {
      return Optional.of(told);
    }
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      Path script = folder.resolve("shared/tools/kubernetes/cluster");
      if (Files.exists(script)) {
        return Optional.of(started(script));
      }
    }
    return Optional.empty();
  }

  /** It may run already, for another build; its script is not made to be run twice at once. */
  private static String started(Path script) {
    StringBuilder said = new StringBuilder();
    for (int tries = 0; tries < 3; tries++) {
      if (run(said, "kubectl", "--kubeconfig", USUAL, "get", "--raw", "/readyz")) {
        return USUAL;
      }
      var unused = run(said, "bash", script.toString(), "up");
    }
    return fail("the cluster could not be started though " + script + " is there: " + said);
  }

  private static boolean run(StringBuilder said, String... command) {
    try {
      Path log = Files.createTempFile("cluster", ".log");
      Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
      boolean ended = process.waitFor(START_SECONDS, TimeUnit.SECONDS);
      said.append(Files.readString(log)).append('\n');
      Files.delete(log);
      return ended && process.exitValue() == 0;
    } catch (IOException | InterruptedException e) {
      said.append(e).append('\n');
      return false;
    }
  }

  private static KubernetesClient admin(String file) {
    try {
      return new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(null, Files.readString(Path.of(file)), file)).build();
    } catch (IOException e) {
      return fail(e);
    }
  }

  static String file() {
    Assumptions.assumeTrue(
        KUBECONFIG.isPresent(), "no Kubernetes cluster: set SLIPWAY_TEST_KUBECONFIG to the kubeconfig of one for tests");
    return KUBECONFIG.orElseThrow();
  }

  static KubernetesClient admin() {
    var unused = file();
    return ADMIN;
  }

  /** Makes a namespace that nobody else has. */
  static String namespace(String for_) {
    String name = "slw-" + for_ + "-" + UUID.randomUUID().toString().substring(0, 8);
    admin().resource(new NamespaceBuilder().withNewMetadata().withName(name).endMetadata().build()).create();
    return name;
  }

  /** Takes it away with all that is in it; nobody waits for that. */
  static void remove(String namespace) {
    admin().namespaces().withName(namespace).delete();
  }

  static void await(String what, BooleanSupplier so) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(AWAIT_MILLIS);
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > end) {
        fail("not so after " + AWAIT_MILLIS + " ms: " + what);
      }
      pause();
    }
  }

  static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs kubectl as the cluster's own administrator. */
  static String kubectl(String... arguments) {
    try {
      List<String> command = new java.util.ArrayList<>(List.of("kubectl", "--kubeconfig", file()));
      command.addAll(List.of(arguments));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        fail(String.join(" ", command) + ": " + said);
      }
      return said;
    } catch (IOException | InterruptedException e) {
      return fail(e);
    }
  }
}
