package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts by a real server in a real cluster of StatefulSets, whose pods are replaced in order. */
@Timeout(180)
@EnabledOnOs(OS.LINUX)
@Tag("long")
class ClusterSetTest {
  @TempDir static Path home;
  private static ClusterShop shop;
  private static ServerOnDatabase server;

  @BeforeAll
  static void start() {
    shop = ClusterShop.open(home);
    shop.makeSet("queue", 2);
    shop.makeSet("store", 2);
    server = ServerOnDatabase.alone(home, "server").ready();
  }

  @AfterAll
  static void end() throws IOException {
    if (server != null) {
      server.close();
      shop.remove();
    }
    Secrets.endProxy(home.resolve("server"));
  }

  private static String yaml(String name, String more) {
    return shop.unrouted(name, more).replace("deployment: " + name, "stateful-set: " + name);
  }

  /** The kubelet of a test's cluster waits ten seconds for a container that hears no signal, in every pod that ends. */
  private static JsonNode hurried(JsonNode status) {
    for (JsonNode each : status.path("instances")) {
      if (each.path("condition").asText().equals("stopping")) {
        String pod = each.path("detail").asText().replaceAll("pod ([^:]+):.*", "$1");
        var gone = shop.kubectl("delete", "pod", pod, "--force", "--grace-period=0", "--ignore-not-found");
      }
    }
    return status;
  }

  private static List<String> pods(String set, String what) {
    return shop.kubectl("get", "pods", "-l", "app=" + set, "-o", "jsonpath={range .items[*]}" + what + "{'\\n'}{end}").lines().toList();
  }

  @Test
  void a_stateful_set_rolls_from_the_highest_ordinal_down_goes_back_and_is_left_as_it_was() {
    shop.awaitReady("statefulset", "queue", 2);
    String template = shop.kubectl("get", "statefulset", "queue", "-o", "jsonpath={.spec.template}");
    List<String> first = pods("queue", "{.metadata.name} {.metadata.uid}");
    shop.begin(server, "queue", "2.0", yaml("queue", "strategy: { rolling: { bake: 10m } }"));
    JsonNode half = server.awaitStatus("queue", "one is watched", s -> hurried(s).at("/rollout/phase").asText().equals("baking"));
    assertEquals(50, half.at("/rollout/weight").asInt(), half.toString());
    List<String> now = pods("queue", "{.metadata.name} {.metadata.uid}");
    assertEquals(first.getFirst(), now.getFirst(), "the lowest ordinal goes on as it was");
    assertTrue(!now.getLast().equals(first.getLast()), now + " after " + first);
    var aborted = server.post("/targets/shop/queue/abort", Map.of("by", "ada", "reason", "wrong"));
    server.awaitStatus("queue", "1 is stable again", s -> ClusterUnroutedTest.stable(hurried(s), "1"));
    assertEquals(List.of("", ""), pods("queue", "{.metadata.annotations.slipway\\.dev/release}"), "pods are again as the team made them");
    ServerOnDatabase.await(() -> shop.kubectl("get", "statefulset", "queue", "-o", "jsonpath={.spec.template}").equals(template),
        "its template is the one of before");
    var removed = server.post("/targets/shop/queue/remove", Map.of("by", "ada", "reason", "done"));
    ServerOnDatabase.await(() -> {
      var gone = shop.kubectl("delete", "pods", "-l", "app=queue", "--force", "--grace-period=0", "--ignore-not-found");
      return shop.kubectl("get", "statefulset", "queue", "-o",
          "jsonpath={.spec.replicas} {.spec.updateStrategy.rollingUpdate.partition} {.metadata.annotations.slipway\\.dev/target}")
          .equals("0 0 ");
    }, "it has no pods, its own partition, and belongs to nobody");
  }

  /** Nothing while its container is not there yet. */
  private static String served(String pod) {
    try {
      return shop.kubectl("exec", pod, "--", "/bin/busybox", "cat", "/tmp/www/index.html").strip();
    } catch (AssertionError notYet) {
      return "";
    }
  }

  @Test
  void a_stateful_set_is_rolled_back_pod_by_pod_by_a_person() {
    shop.awaitReady("statefulset", "store", 2);
    String yaml = yaml("store", "strategy: { rolling: { bake: 1s } }");
    shop.begin(server, "store", "2.0", yaml);
    server.awaitStatus("store", "2.0 is stable", s -> ClusterUnroutedTest.stable(hurried(s), "2.0"));
    shop.configure("store", "echo finer > /tmp/www/index.html");
    shop.begin(server, "store", "3.0", yaml);
    server.awaitStatus("store", "3.0 is stable and nothing is warm", s -> ClusterUnroutedTest.stable(hurried(s), "3.0") && !s.has("warm"));
    JsonNode refused = server.post("/targets/shop/store/rollback", Map.of("by", "ada", "reason", "it loses jobs"));
    assertTrue(refused.toString().contains("slipway rollback store --to 2.0 starts it again"), refused::toString);
    JsonNode asked = server.post("/targets/shop/store/rollback", Map.of("by", "ada", "reason", "it loses jobs", "to", "2.0"));
    assertTrue(asked.has("rollout"), asked::toString);
    JsonNode half = server.awaitStatus("store", "one pod has gone back", s -> hurried(s).at("/rollout/weight").asInt() == 50);
    assertEquals("rollback", half.at("/rollout/kind").asText(), half.toString());
    server.awaitStatus("store", "2.0 is stable again", s -> ClusterUnroutedTest.stable(hurried(s), "2.0"));
    List<String> back = pods("store", "{.metadata.annotations.slipway\\.dev/release}");
    assertTrue(back.stream().allMatch(release -> release.startsWith("2.0-")), back::toString);
    shop.awaitReady("statefulset", "store", 2);
    ServerOnDatabase.await(() -> served("store-0").equals("fine"), "its configuration is back too");
  }
}
