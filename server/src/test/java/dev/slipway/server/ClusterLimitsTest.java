package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts by a real server in a real cluster whose namespaces have limits of their own. */
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class ClusterLimitsTest {
  private static final String BLUE_GREEN = "strategy: { blue-green: { bake: 1s } }";
  @TempDir static Path home;
  private static ClusterShop narrow;
  private static ClusterShop guarded;
  private static ServerOnDatabase server;

  @BeforeAll
  static void start() {
    narrow = ClusterShop.open(home);
    narrow.make("quota", 1);
    guarded = ClusterShop.open(home);
    guarded.make("budget", 2);
    server = ServerOnDatabase.alone(home, "server").ready();
  }

  @AfterAll
  static void end() throws IOException {
    if (server != null) {
      server.close();
      narrow.remove();
      guarded.remove();
    }
    Secrets.endProxy(home.resolve("server"));
  }

  private static boolean stable(JsonNode status, String version) {
    return !status.has("rollout") && status.at("/stable/version").asText().equals(version);
  }

  @Test
  void a_quota_without_room_is_told_and_the_rollout_goes_back_and_passes_once_there_is_some() {
    narrow.awaitReady("quota", 1);
    var made = narrow.kubectl("create", "quota", "small", "--hard=pods=1");
    ServerOnDatabase.await(() -> narrow.kubectl("get", "quota", "small", "-o", "jsonpath={.status.used.pods}").equals("1"),
        "the quota counts");
    String yaml = narrow.yaml("quota", ClusterShop.IMAGE, BLUE_GREEN + "\nprogress-deadline: 12s");
    narrow.begin(server, "quota", "2.0", yaml);
    JsonNode told = server.awaitStatus("quota", "the quota is named", s -> s.toString().contains("SLW-3205"));
    assertTrue(told.toString().contains("exceeded quota: small"), told.toString());
    JsonNode back = server.awaitStatus("quota", "2.0 went back", s -> stable(s, "1"));
    assertEquals("rolled-back", back.at("/last/outcome").asText(), back.toString());
    narrow.awaitReady("quota", 1);
    var gone = narrow.kubectl("delete", "quota", "small");
    narrow.begin(server, "quota", "2.0", yaml);
    server.awaitStatus("quota", "2.0 is stable", s -> stable(s, "2.0"));
  }

  @Test
  void a_disruption_budget_holds_for_the_pods_of_the_release_that_took_over() throws IOException {
    guarded.awaitReady("budget", 2);
    // As a manifest: kubectl's own command knows only what newer clusters than the tests' have.
    Path budget = Files.writeString(home.resolve("budget.yaml"), """
        apiVersion: policy/v1beta1
        kind: PodDisruptionBudget
        metadata: { name: budget }
        spec: { minAvailable: 2, selector: { matchLabels: { app: budget } } }
        """);
    var made = guarded.kubectl("apply", "-f", budget.toString());
    guarded.begin(server, "budget", "2.0", guarded.yaml("budget", ClusterShop.IMAGE, BLUE_GREEN).replace("keep-stable: 1h",
        "keep-stable: 1s"));
    JsonNode now = server.awaitStatus("budget", "2.0 is stable and alone",
        s -> stable(s, "2.0") && !s.has("warm") && s.path("instances").size() == 2);
    String pods = "slipway.dev/release=" + now.at("/stable/id").asText();
    ServerOnDatabase.await(() -> guarded.kubectl("get", "pdb", "budget", "-o",
        "jsonpath={.status.currentHealthy} {.status.disruptionsAllowed}").equals("2 0"), "the budget counts its pods");
    String pod = guarded.kubectl("get", "pods", "-l", pods, "-o", "jsonpath={.items[0].metadata.name}");
    String refused = evicted(pod);
    assertTrue(refused.contains("violate the pod's disruption budget"), refused);
    assertEquals(2, guarded.kubectl("get", "pods", "-l", pods, "-o", "name").lines().count());
  }

  /** What the cluster says to an eviction, as kubectl drain asks for it. */
  private static String evicted(String pod) throws IOException {
    Path eviction = Files.writeString(home.resolve("eviction.json"), """
        { "apiVersion": "policy/v1beta1", "kind": "Eviction", "metadata": { "name": "%s", "namespace": "%s" } }
        """.formatted(pod, guarded.namespace()));
    Process process = new ProcessBuilder("kubectl", "--kubeconfig", guarded.kubeconfig(), "create", "--raw",
        "/api/v1/namespaces/" + guarded.namespace() + "/pods/" + pod + "/eviction", "-f", eviction.toString())
        .redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
