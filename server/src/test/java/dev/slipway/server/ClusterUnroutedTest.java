package dev.slipway.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Rollouts by a real server in a real cluster of workers, to which no traffic is moved. */
@Timeout(180)
@EnabledOnOs(OS.LINUX)
@Tag("long")
class ClusterUnroutedTest {
  @TempDir static Path home;
  private static ClusterShop shop;
  private static ServerOnDatabase server;

  @BeforeAll
  static void start() {
    shop = ClusterShop.open(home);
    shop.makeWorker("worker");
    shop.makeWorker("mailer");
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

  static boolean stable(JsonNode status, String version) {
    return !status.has("rollout") && status.at("/stable/version").asText().equals(version);
  }

  @Test
  void a_worker_whose_jobs_fail_by_the_teams_own_count_goes_back_though_its_pod_is_well() throws IOException {
    StringBuilder measured = new StringBuilder("time,release,metric,value\n");
    Instant now = Instant.now();
    for (int second = 0; second < 300; second++) {
      measured.append(now.plusSeconds(second)).append(",1,failed-jobs,7\n");
      measured.append(now.plusSeconds(second)).append(",2.0,failed-jobs,").append(5 * second).append('\n');
    }
    Files.writeString(home.resolve("measured.csv"), measured);
    shop.awaitReady("deployment", "mailer", 1);
    shop.begin(server, "mailer", "2.0", shop.unrouted("mailer", """
        router: none
        strategy: { blue-green: { bake: 2m } }
        metrics: { sources: { counted: { csv: measured.csv } }, failed-jobs: count }
        rollback-when: [ "failed-jobs > 100 per 1h" ]
        """));
    JsonNode back = server.awaitStatus("mailer", "2.0 went back",
        s -> stable(s, "1") && s.at("/last/outcome").asText().equals("rolled-back"));
    assertTrue(back.at("/last/reason").asText().contains("failed-jobs"), back.toString());
  }

  @Test
  void a_worker_without_a_service_is_replaced_and_a_candidate_that_dies_goes_back() {
    shop.awaitReady("deployment", "worker", 1);
    String yaml = shop.unrouted("worker", "router: none\nstrategy: { blue-green: { bake: 1s } }");
    shop.begin(server, "worker", "2.0", yaml);
    server.awaitStatus("worker", "2.0 is stable, alone",
        s -> stable(s, "2.0") && s.path("instances").size() == 1 && s.path("instances").get(0).path("condition").asText().equals("ready"));
    shop.configureWorker("worker", "exit 7");
    shop.begin(server, "worker", "3.0", yaml);
    JsonNode back = server.awaitStatus("worker", "3.0 went back", s -> stable(s, "2.0"));
    assertEquals("rolled-back", back.at("/last/outcome").asText(), back.toString());
    var removed = server.post("/targets/shop/worker/remove", Map.of("by", "ada", "reason", "done"));
    ServerOnDatabase.await(() -> shop.kubectl("get", "deployment", "worker", "-o",
        "jsonpath={.spec.replicas} {.spec.paused} {.metadata.annotations.slipway\\.dev/target}").equals("0  "),
        "the team's own is not paused, and belongs to nobody");
  }
}
