package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts by a real server in a real cluster. Every test has a shop of its own in one namespace. */
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class ClusterRolloutTest {
  private static final String CANARY = "strategy: { canary: { steps: [50%, 100%], bake: 1s } }";
  private static final String BLUE_GREEN = "strategy: { blue-green: { bake: 1s } }";
  private static final String WATCHED = "strategy: { blue-green: { bake: 5m } }";
  @TempDir static Path home;
  private static ClusterShop shop;
  private static ServerOnDatabase server;

  @BeforeAll
  static void start() {
    shop = ClusterShop.open(home);
    for (String name : new String[] {"canary", "config", "image", "hand", "kill", "two"}) {
      shop.make(name, name.equals("canary") ? 2 : 1);
    }
    server = ServerOnDatabase.alone(home, "server").ready();
  }

  @AfterAll
  static void end() throws IOException {
    if (server != null) {
      server.close();
      shop.remove();
    }
    Secrets.endProxy(home.resolve("server"));
    Secrets.endProxy(home.resolve("killed"));
  }

  private static boolean stable(JsonNode status, String version) {
    return !status.has("rollout") && status.at("/stable/version").asText().equals(version);
  }

  private static boolean watched(JsonNode status) {
    return status.at("/rollout/phase").asText().equals("baking");
  }

  @Test
  void a_deployment_is_adopted_as_it_is_and_a_good_canary_takes_over_without_a_lost_request() throws InterruptedException {
    shop.awaitReady("canary", 2);
    String template = shop.kubectl("get", "deployment", "canary", "-o", "jsonpath={.spec.template}");
    ClusterUsers users = new ClusterUsers(shop.address("canary"));
    try (users) {
      shop.begin(server, "canary", "2.0", shop.yaml("canary", ClusterShop.IMAGE, CANARY));
      server.awaitStatus("canary", "2.0 is stable", s -> stable(s, "2.0"));
      var asked = server.post("/targets/shop/canary/rollback", Map.of("by", "ada", "reason", "wrong"));
      server.awaitStatus("canary", "what was adopted is stable", s -> stable(s, "1"));
    }
    assertEquals(template, shop.kubectl("get", "deployment", "canary", "-o", "jsonpath={.spec.template}"));
    assertTrue(users.served.get() > 20, "served " + users.served);
    assertEquals(0, users.failed.get(), "of " + users.served);
  }

  @Test
  void a_candidate_that_crashes_goes_back_and_its_configuration_with_it() {
    shop.awaitReady("config", 1);
    String yaml = shop.yaml("config", ClusterShop.IMAGE, BLUE_GREEN);
    shop.begin(server, "config", "2.0", yaml);
    server.awaitStatus("config", "2.0 is stable", s -> stable(s, "2.0"));
    shop.configure("config", "exit 7");
    shop.begin(server, "config", "3.0", yaml);
    JsonNode back = server.awaitStatus("config", "3.0 went back", s -> stable(s, "2.0"));
    assertEquals("rolled-back", back.at("/last/outcome").asText(), back.toString());
    assertTrue(back.at("/last/reason").asText().contains("died"), back.toString());
    String selected = shop.kubectl("get", "pods", "-l", "slipway.dev/release=" + back.at("/stable/id").asText(), "-o", "name").strip();
    var deleted = shop.kubectl("delete", selected, "--wait=false");
    ServerOnDatabase.await(() -> {
      String now = shop.kubectl("get", "pods", "-l", "slipway.dev/release=" + back.at("/stable/id").asText(),
          "-o", "jsonpath={range .items[?(@.status.containerStatuses[0].ready==true)]}{.metadata.name} {end}").strip();
      return !now.isEmpty() && !selected.endsWith(now);
    }, "a new pod of stable serves with the configuration that its release has");
  }

  @Test
  void an_image_that_does_not_exist_is_named_and_the_rollout_goes_back() {
    shop.awaitReady("image", 1);
    shop.begin(server, "image", "9.0", shop.yaml("image", "local/no-such-image:${version}", BLUE_GREEN + "\nprogress-deadline: 12s"));
    server.awaitStatus("image", "the image is named",
        s -> s.toString().contains("SLW-3220") && s.toString().contains("local/no-such-image:9.0"));
    JsonNode back = server.awaitStatus("image", "9.0 went back", s -> stable(s, "1"));
    assertEquals("rolled-back", back.at("/last/outcome").asText(), back.toString());
  }

  @Test
  void a_change_by_kubectl_during_a_rollout_is_told_and_holds_it() {
    shop.awaitReady("hand", 1);
    shop.begin(server, "hand", "2.0", shop.yaml("hand", ClusterShop.IMAGE, WATCHED));
    server.awaitStatus("hand", "2.0 is watched", ClusterRolloutTest::watched);
    var patched = shop.kubectl("patch", "service", "hand", "-p", "{\"spec\":{\"selector\":{\"slipway.dev/release\":\"other\"}}}");
    JsonNode told = server.awaitStatus("hand", "it is told", s -> s.toString().contains("SLW-2017"));
    assertTrue(told.toString().contains("Service hand selects"), told.toString());
    assertEquals("other", shop.kubectl("get", "service", "hand", "-o", "jsonpath={.spec.selector.slipway\\.dev/release}"));
    var asked = server.post("/targets/shop/hand/resume", Map.of("by", "ada"));
    ServerOnDatabase.await(() -> !shop.kubectl("get", "service", "hand", "-o", "jsonpath={.spec.selector.slipway\\.dev/release}")
        .equals("other"), "it is put right again when that is said");
  }

  @Test
  void a_server_that_is_killed_and_a_deployment_that_is_deleted_meanwhile_are_both_made_good() {
    shop.awaitReady("kill", 1);
    String yaml = shop.yaml("kill", ClusterShop.IMAGE, "strategy: { blue-green: { bake: 2s } }");
    try (ServerOnDatabase killed = ServerOnDatabase.alone(home, "killed").ready()) {
      shop.begin(killed, "kill", "2.0", yaml);
      killed.awaitStatus("kill", "its instance is there", s -> s.path("instances").size() == 2);
      killed.signal("-KILL");
    }
    String own = shop.kubectl("get", "deployment", "-l", "slipway.dev/target=shop.kill", "-o", "name").strip();
    var deleted = shop.kubectl("delete", own, "--wait=false");
    try (ServerOnDatabase next = ServerOnDatabase.alone(home, "killed").ready()) {
      JsonNode end = next.awaitStatus("kill", "2.0 is stable", s -> stable(s, "2.0"));
      assertEquals("promoted", end.at("/last/outcome").asText(), end.toString());
      assertEquals(own, shop.kubectl("get", "deployment", "-l", "slipway.dev/target=shop.kill", "-o", "name").strip());
    }
  }

  @Test
  void a_second_slipway_that_knows_nothing_of_the_first_is_refused_and_changes_nothing() {
    shop.awaitReady("two", 1);
    String yaml = shop.yaml("two", ClusterShop.IMAGE, BLUE_GREEN);
    shop.begin(server, "two", "2.0", yaml);
    server.awaitStatus("two", "2.0 is stable", s -> stable(s, "2.0"));
    String before = shop.kubectl("get", "deployments,services", "-o", "jsonpath={range .items[*]}{.metadata.name}={.spec}{end}");
    try (ServerOnDatabase other = ServerOnDatabase.alone(home, "other").ready()) {
      JsonNode refused = shop.deploy(other, "two", "3.0", yaml);
      assertFalse(refused.has("rollout"), refused.toString());
      assertEquals("SLW-3225", refused.path("code").asText(), refused.toString());
    }
    assertEquals(before, shop.kubectl("get", "deployments,services", "-o", "jsonpath={range .items[*]}{.metadata.name}={.spec}{end}"));
  }
}
