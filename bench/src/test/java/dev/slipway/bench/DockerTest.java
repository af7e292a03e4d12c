package dev.slipway.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.bench.rig.Rig;
import dev.slipway.bench.rig.ServiceFile;
import dev.slipway.bench.rig.Strategies;
import dev.slipway.bench.rig.Target;
import dev.slipway.bench.rig.Wait;
import dev.slipway.load.LoadPlan;
import dev.slipway.load.LoadReport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whole rollouts in containers of a real Docker engine, driven by a real server under load. */
@Tag("long")
@ExtendWith(SharedRig.class)
class DockerTest {
  private static final List<String> VERSIONS = List.of("1.0.0", "1.1.0", "1.3.0-failing");
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final LoadPlan.Paths GET_ONLY = new LoadPlan.Paths("/api/orders", "/api/orders", "/slow?ms=100", "/ws", "/events");
  /** With it the shop ends as soon as it is started. */
  private static final String NO_SUCH_ADDRESS = "{ SHOP_HOST: 192.0.2.1 }";

  private static final int MOST_IN_HAND = 5;
  private static ShopContainers containers;

  @BeforeAll
  static void make_images(Rig rig) throws IOException, InterruptedException {
    containers = ShopContainers.of(rig, VERSIONS);
  }

  @AfterAll
  static void remove_images() {
    if (containers != null) {
      containers.close();
    }
  }

  @Test
  void good_releases_go_live_bad_ones_go_back_and_no_request_is_lost(Rig rig, Target target) {
    target.promoted(containers.shop(target).strategy(Strategies.blueGreen("0s")), "1.0.0");
    try (LightLoad load = LightLoad.on(target)) {
      target.promoted(containers.shop(target).strategy(Strategies.canary("50%, 100%", "500ms")), "1.1.0");
      JsonNode back = target.command("rollback");
      assertEquals("promoted", target.awaitEnd(back.path("rollout").asLong()).path("outcome").asText());
      ServiceFile watched = containers.shop(target).strategy(Strategies.canary("50%, 100%", "5s")).rollbackWhen("error-rate > 1% for 1s");
      assertEquals("rolled-back", target.deployed(watched, "1.3.0-failing").path("outcome").asText());
      ServiceFile dying = containers.shop(target).strategy(Strategies.blueGreen("0s")).with("progress-deadline", "3s")
          .with("env", NO_SUCH_ADDRESS);
      JsonNode crashing = target.deployed(dying, "1.1.0");
      assertEquals("rolled-back", crashing.path("outcome").asText(), crashing::toString);
      Refusal.with("SLW-3104", () -> target.deploy(containers.shop(target).strategy(Strategies.blueGreen("0s")), "9.9.9"));
      load.nothingLost();
    } finally {
      containers.end(rig, target);
    }
  }

  /** A request that a killed process had in hand is gone with it; every later one finds the other container. */
  @Test
  void a_container_that_somebody_removes_comes_back_and_loses_no_more_than_it_had_in_hand(Rig rig, Target target) throws Exception {
    target.promoted(containers.shop(target).with("replicas", "2").strategy(Strategies.blueGreen("0s")), "1.0.0");
    List<String> before = ShopContainers.running(target);
    try (LightLoad load = LightLoad.on(target, GET_ONLY)) {
      Wait.until(SOON, 20, () -> load.soFar().requests() > 50);
      assertEquals(0, ShopContainers.docker("rm", "-f", before.getFirst()).waitFor());
      assertTrue(Wait.until(SOON, 50, () -> replaced(target, before)), () -> target.status().toString());
      target.await("two ready containers", SOON, s -> ready(s) == 2);
      LoadReport report = load.soFar();
      assertTrue(report.failed() <= MOST_IN_HAND && report.requests() > 100, report::toString);
    } finally {
      containers.end(rig, target);
    }
  }

  private static boolean replaced(Target target, List<String> before) {
    List<String> now = ShopContainers.running(target);
    return now.size() == 2 && !now.contains(before.getFirst());
  }

  /** What reloads of nginx lose is counted by the benchmark; here, what it counted sends a bad candidate back. */
  @Test
  void behind_nginx_a_canary_goes_through_its_steps_and_a_bad_one_goes_back(Rig rig, Target target) {
    ServiceFile file = containers.shop(target).with("router", "nginx");
    target.promoted(file.strategy(Strategies.blueGreen("0s")), "1.0.0");
    try (LightLoad load = LightLoad.on(target)) {
      target.promoted(file.strategy(Strategies.canary("50%, 100%", "1s")), "1.1.0");
      JsonNode last = target.deployed(file.strategy(Strategies.canary("50%, 100%", "30s")).with("judge", "evidence"), "1.3.0-failing");
      assertEquals("rolled-back", last.path("outcome").asText(), last::toString);
      assertEquals("1.1.0", Visit.to(target.url() + "/").release());
      assertTrue(load.soFar().requests() > 100, () -> load.soFar().toString());
    } finally {
      containers.end(rig, target);
    }
  }

  @Test
  void behind_haproxy_a_rollout_survives_a_kill_of_the_server_while_containers_start_and_while_they_are_watched(Rig rig, Target target) {
    ServiceFile file = containers.shop(target).with("router", "haproxy");
    target.promoted(file.strategy(Strategies.blueGreen("0s")), "1.0.0");
    try (LightLoad load = LightLoad.on(target)) {
      JsonNode asked = target.deploy(file.strategy(Strategies.canary("50%, 100%", "1s")), "1.1.0");
      for (String phase : List.of("starting", "baking")) {
        target.awaitPhase(phase);
        rig.server().kill();
        rig.server().start();
      }
      JsonNode last = target.awaitEnd(asked.path("rollout").asLong());
      assertEquals("promoted", last.path("outcome").asText(), last::toString);
      load.nothingLost();
    } finally {
      containers.end(rig, target);
    }
  }

  private static long ready(JsonNode status) {
    long ready = 0;
    for (JsonNode each : status.path("instances")) {
      ready += each.path("condition").asText().equals("ready") ? 1 : 0;
    }
    return ready;
  }
}
